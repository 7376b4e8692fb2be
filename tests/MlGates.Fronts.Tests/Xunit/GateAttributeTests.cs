using MlGates.Testing;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Xunit;

public sealed class GateAttributeTests
{
    [Fact]
    public void Named_gate_has_both_traits() => Traits(nameof(Sample.Drift)).Should().BeEquivalentTo(
        [KeyValuePair.Create("Category", "Gate"), KeyValuePair.Create("Gate", "drift")]);

    [Fact]
    public void Gate_without_a_name_has_the_category() => Traits(nameof(Sample.Any)).Should().BeEquivalentTo([KeyValuePair.Create("Category", "Gate")]);

    [Fact]
    public void Test_without_the_attribute_has_no_trait() => Traits(nameof(Sample.Other)).Should().BeEmpty();

    private static IReadOnlyList<KeyValuePair<string, string>> Traits(string method) => TraitHelper.GetTraits(typeof(Sample).GetMethod(method)!);

    private static class Sample
    {
        [Gate("drift")]
        public static void Drift()
        {
        }

        [Gate]
        public static void Any()
        {
        }

        public static void Other()
        {
        }
    }
}
