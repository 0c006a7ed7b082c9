// The private dependency of forwarded-stopwatch.cs, AssemblyName=Attacks.Watch. Built twice from this one file:
//   with    -p:DefineConstants=STUB  only to compile the strategy against (reference alias "watch");
//   without                          the dll that is shipped beside the strategy: nothing in it but the forwarder.
#if STUB
namespace System.Diagnostics
{
    public class Stopwatch
    {
        public static long GetTimestamp() => 0;
    }
}
#else
[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Diagnostics.Stopwatch))]
#endif
