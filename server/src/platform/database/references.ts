import { JoinColumn, ManyToOne } from 'typeorm';

/**
 * A foreign key without a relation property to load: rows are read by id, through loaders. `goesWith`: the row says
 * something about the other and is deleted with it.
 */
export function References(
  entity: string,
  column: string,
  { goesWith = false }: { readonly goesWith?: boolean } = {},
): PropertyDecorator {
  return (target, key) => {
    ManyToOne(entity, { onDelete: goesWith ? 'CASCADE' : 'RESTRICT' })(target, key);
    JoinColumn({ name: column })(target, key);
  };
}
