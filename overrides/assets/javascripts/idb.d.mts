// The build puts the library beside these modules under the name that they import.
export * from "idb";
