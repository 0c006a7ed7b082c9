using Strategies.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(OrderByName))]
[assembly: TestClassOrderer(typeof(OrderByName))]
[assembly: TestMethodOrderer(typeof(OrderByName))]
[assembly: TestCaseOrderer(typeof(OrderByName))]

namespace Strategies.Tests.Support;

/// <summary>
/// Runs tests by their names. The runner's own order hangs on the folder that the tests lie in, so that they would run in
/// another order on every machine.
/// </summary>
internal sealed class OrderByName : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => Order(testCollections, one => one.TestCollectionDisplayName);

    public IReadOnlyCollection<T?> OrderTestClasses<T>(IReadOnlyCollection<T?> testClasses)
        where T : ITestClass => Order(testClasses, one => one?.TestClassName);

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : ITestMethod => Order(testMethods, one => one?.MethodName);

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : ITestCase => Order(testCases, one => one.TestCaseDisplayName);

    private static T[] Order<T>(IReadOnlyCollection<T> all, Func<T, string?> name) =>
        [.. all.OrderBy(name, StringComparer.Ordinal)];
}
