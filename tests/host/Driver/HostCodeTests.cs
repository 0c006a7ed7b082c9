using System.Runtime;
using Strategies.Driver.Tests.Support;

namespace Strategies.Driver.Tests;

/// <summary>What is compiled before trading.</summary>
public sealed class HostCodeTests
{
    [Fact]
    public void Generic_code_and_128_bit_arithmetic_that_a_method_names_are_compiled_before_its_first_call()
    {
        Assert.True(HostCode.Prepare([typeof(RareCode), typeof(RareStruct)]) > 2);
        long methods = 0;
        long value = 0;
        Thread thread = new(() =>
        {
            long before = JitInfo.GetCompiledMethodCount(currentThread: true);
            value = RareCode.Run(3);
            methods = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        });
        thread.Start();
        thread.Join();
        Assert.Equal(34, value);
        Assert.Equal(0, methods);
    }

    [Fact]
    public void Types_that_are_open_and_methods_without_code_are_passed_over() =>
        Assert.Equal(0, HostCode.Prepare([typeof(List<>), typeof(IDisposable), typeof(Action)]));
}
