using Xunit.Abstractions;
using Xunit.Sdk;

namespace MlGates.Testing;

/// <summary>Tells xunit the traits of a <see cref="GateAttribute"/>.</summary>
public sealed class GateDiscoverer : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        ArgumentNullException.ThrowIfNull(traitAttribute);
        yield return new("Category", "Gate");

        // The constructor's argument, because on discovery from source there is no instance to ask.
        if (traitAttribute.GetConstructorArguments().FirstOrDefault() is string name)
        {
            yield return new("Gate", name);
        }
    }
}
