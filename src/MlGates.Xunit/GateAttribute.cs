using Xunit.Sdk;

namespace MlGates.Testing;

/// <summary>
/// Marks a test, or all tests of a class, as part of a gate: traits <c>Category=Gate</c> and <c>Gate=&lt;name&gt;</c>, so that
/// <c>dotnet test --filter Category=Gate</c> runs all gates and <c>--filter Gate=drift</c> one of them.
/// </summary>
/// <param name="name">The gate's name, such as <c>drift</c>; null for a gate without one.</param>
[TraitDiscoverer("MlGates.Testing." + nameof(GateDiscoverer), "MlGates.Xunit")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GateAttribute(string? name = null) : Attribute, ITraitAttribute
{
    /// <summary>The gate's name; null for a gate without one.</summary>
    public string? Name { get; } = name;
}
