namespace MlGates.Packages.Tests;

/// <summary>Tests that share the packed packages and so run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<PackagesFixture>
{
    public const string Name = "packages";
}
