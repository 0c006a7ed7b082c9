namespace Strategies.Plugins.Packages;

/// <summary>A package in the store.</summary>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Name">Name of its main assembly.</param>
/// <param name="Bytes">Bytes of its files.</param>
/// <param name="Files">How many files.</param>
/// <param name="Added">When it was put together, UTC.</param>
public sealed record StorePackageView(string Hash, string Name, long Bytes, int Files, string Added);
