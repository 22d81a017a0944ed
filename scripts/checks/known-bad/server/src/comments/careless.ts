// For the linter: each line one finding.
export const careless = (values: any): void => {
  Promise.resolve(values);
  if (values == 1) console.log(process.env.SECRET);
  setTimeout(async () => Promise.resolve(), 1);
};
