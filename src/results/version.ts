/** Version of the engine, as in package.json; a test holds the two together. */
export const ENGINE_VERSION: string = '0.1.0';
