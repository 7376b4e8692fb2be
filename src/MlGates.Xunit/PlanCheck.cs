using MlGates.Gates;
using Xunit.Abstractions;

namespace MlGates.Testing;

/// <summary>One check of a plan as a test case; its name in the test list is the check's id.</summary>
public sealed class PlanCheck : IXunitSerializable
{
    /// <summary>For xunit.</summary>
    public PlanCheck()
        : this("", "")
    {
    }

    /// <summary>Names a check.</summary>
    /// <param name="planPath">Full path of the plan.</param>
    /// <param name="id">The check's id.</param>
    public PlanCheck(string planPath, string id)
    {
        PlanPath = planPath;
        Id = id;
    }

    /// <summary>Full path of the plan.</summary>
    public string PlanPath { get; private set; }

    /// <summary>The check's id.</summary>
    public string Id { get; private set; }

    /// <summary>
    /// What the check found. The first check asked runs the whole plan, because the checks of a plan share its false-block rate; the others
    /// take their part of the same run.
    /// </summary>
    public CheckResult Run() => PlanRun.Of(PlanPath).Result(Id);

    /// <summary>Fails the test when the check failed, could not run, or is inconclusive in a plan that fails on it.</summary>
    /// <param name="output">Gets one line for each finding, such as <c>output.WriteLine</c> of xunit's test output; where inconclusive only warns, this is where it is said.</param>
    /// <exception cref="GateException">The check does not hold; the message has one line for each finding, its rule and its numbers.</exception>
    public void MustHold(Action<string>? output = null)
    {
        var run = PlanRun.Of(PlanPath);
        var findings = run.Result(Id).Findings;
        foreach (var finding in findings)
        {
            output?.Invoke(PlanRun.Line(finding));
        }

        var blocking = findings.Where(run.Blocks).Select(PlanRun.Line).ToArray();
        if (blocking.Length > 0)
        {
            throw new GateException(string.Join('\n', blocking));
        }
    }

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        PlanPath = info.GetValue<string>(nameof(PlanPath));
        Id = info.GetValue<string>(nameof(Id));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(PlanPath), PlanPath);
        info.AddValue(nameof(Id), Id);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
