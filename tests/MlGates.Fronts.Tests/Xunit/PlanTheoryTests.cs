using MlGates.Testing;
using Xunit.Abstractions;

namespace MlGates.Fronts.Tests.Xunit;

/// <summary>A plan in a test project, as a user writes it.</summary>
public sealed class PlanTheoryTests(ITestOutputHelper output)
{
    [Theory, Gate("payments"), PlanChecks("tests/MlGates.Fronts.Tests/Xunit/Plan/mlgates.json")]
    public void Plan_holds(PlanCheck check) => check.MustHold(output.WriteLine);
}
