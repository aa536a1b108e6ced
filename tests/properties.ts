import fc from "fast-check";

// In CI the property tests draw the same cases every time; elsewhere they go looking for new ones.
if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261123 });
