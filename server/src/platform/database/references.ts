import { JoinColumn, ManyToOne } from 'typeorm';

/** A foreign key without a relation property to load: rows are read by id, through loaders. */
export function References(entity: string, column: string): PropertyDecorator {
  return (target, key) => {
    ManyToOne(entity, { onDelete: 'RESTRICT' })(target, key);
    JoinColumn({ name: column })(target, key);
  };
}
