using System.Reflection;
using MlGates.Plans;
using Xunit.Sdk;

namespace MlGates.Testing;

/// <summary>
/// Turns each check of a gate plan into a test case:
/// <code>[Theory, Gate, PlanChecks("mlgates.json")] public void Gate(PlanCheck check) => check.MustHold();</code>
/// A plan that cannot be read gives one test case, which fails with the reason.
/// </summary>
/// <param name="plan">
/// Path of the plan: full, or relative to the folder of the test assembly or to one above it, so that the plan beside the project is found
/// without copying it.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PlanChecksAttribute(string plan) : DataAttribute
{
    /// <summary>The path as given.</summary>
    public string Plan { get; } = plan;

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        var path = PlanRun.Find(Plan);
        try
        {
            return [.. GatePlan.Read(path, PlanRun.Bindings).Checks.Select(c => new object[] { new PlanCheck(path, c.Id) })];
        }
        catch (InputException)
        {
            // The run says what is wrong; zero tests would be a silent pass.
            return [[new PlanCheck(path, PlanRun.PlanId)]];
        }
    }
}
