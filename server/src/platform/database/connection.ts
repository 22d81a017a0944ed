/** How to reach PostgreSQL: a URL, or the directory of a unix socket (`host`) with no password. */
export type DatabaseConnection = { url: string } | SocketConnection;

export type SocketConnection = { host: string; port: number; user: string; database: string };
