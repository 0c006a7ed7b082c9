using Xunit.Sdk;
using Xunit.v3;

// Every run pins a spinning thread to the machine's last CPU: two at a time would only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
