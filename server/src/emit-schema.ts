/** Prints the SDL of the service, sorted; `node dist/emit-schema.js FILE` writes it. */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './platform/graphql/schema.js';

const sdl = `${printSchema(lexicographicSortSchema(createSchema(new Map())))}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, sdl);
else process.stdout.write(sdl);
