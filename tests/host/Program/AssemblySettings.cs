using Xunit.Sdk;
using Xunit.v3;

// A core and an edge for most classes: several at a time would only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
