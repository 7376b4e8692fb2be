using FluentAssertions;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>One metric of an evaluation, to be held to a limit.</summary>
public sealed class MetricAssertion
{
    private readonly BinaryEvaluationAssertions _parent;
    private readonly string _metric;
    private readonly bool _judged;

    internal MetricAssertion(BinaryEvaluationAssertions parent, string metric, bool judged)
    {
        _parent = parent;
        _metric = metric;
        _judged = judged;
    }

    /// <summary>Continues with the evaluation without a limit.</summary>
    public BinaryEvaluationAssertions And => _parent;

    /// <summary>The metric is at least this large (MLG3001).</summary>
    /// <param name="limit">The smallest value allowed, in [0, 1].</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">The limit is not in [0, 1].</exception>
    [CustomAssertion]
    public AndConstraint<BinaryEvaluationAssertions> AtLeast(double limit, string because = "", params object[] becauseArgs) =>
        AtLeast(limit, InconclusivePolicy.Fail, check => check, because, becauseArgs);

    /// <summary>The metric is at least this large (MLG3001).</summary>
    /// <param name="limit">The smallest value allowed, in [0, 1].</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="configure">Changes the check's other options.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">The limit or an option is out of its range.</exception>
    [CustomAssertion]
    public AndConstraint<BinaryEvaluationAssertions> AtLeast(
        double limit, InconclusivePolicy onInconclusive, Func<MetricCheck, MetricCheck> configure, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (_judged)
        {
            var check = configure(new MetricCheck { Id = _metric, Metric = _metric, AtLeast = limit });
            _parent.Hold(check, null, FormattableString.Invariant($"to have {_metric} of at least {limit}"), onInconclusive, because, becauseArgs);
        }

        return new AndConstraint<BinaryEvaluationAssertions>(_parent);
    }
}
