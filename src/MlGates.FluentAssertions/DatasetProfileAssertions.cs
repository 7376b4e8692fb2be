using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Assertions;

/// <summary>Assertions on the statistics of a dataset.</summary>
/// <param name="profile">The statistics.</param>
public sealed class DatasetProfileAssertions(DatasetProfile? profile) : ObjectAssertions<DatasetProfile?, DatasetProfileAssertions>(profile)
{
    /// <inheritdoc/>
    protected override string Identifier => "dataset";

    /// <summary>Every common column is within its default limit of a baseline's (MLG2001): see <see cref="DriftCheck"/>.</summary>
    /// <param name="baseline">What the data should be like.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DatasetProfileAssertions> NotHaveDriftedFrom(DatasetProfile baseline, string because = "", params object[] becauseArgs) =>
        NotHaveDriftedFrom(baseline, check => check, InconclusivePolicy.Fail, because, becauseArgs);

    /// <summary>
    /// The columns are within their limits of a baseline's (MLG2001), as in
    /// <c>NotHaveDriftedFrom(train, d => d with { Features = new() { ["payment_type"] = Measure.LInfinity.AtMost(0.01) } })</c>.
    /// </summary>
    /// <param name="baseline">What the data should be like.</param>
    /// <param name="configure">Changes the default check.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DatasetProfileAssertions> NotHaveDriftedFrom(
        DatasetProfile baseline, Func<DriftCheck, DriftCheck> configure, string because = "", params object[] becauseArgs) =>
        NotHaveDriftedFrom(baseline, configure, InconclusivePolicy.Fail, because, becauseArgs);

    /// <summary>The columns are within their limits of a baseline's (MLG2001).</summary>
    /// <param name="baseline">What the data should be like.</param>
    /// <param name="configure">Changes the default check.</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DatasetProfileAssertions> NotHaveDriftedFrom(
        DatasetProfile baseline, Func<DriftCheck, DriftCheck> configure, InconclusivePolicy onInconclusive, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(configure);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} not to have drifted{reason}, but found <null>.");
        }
        else
        {
            var check = configure(new DriftCheck { Id = "drift" });
            CheckAssertion.Examined(check, () => check.Examine(baseline, Subject), "not to have drifted", onInconclusive, because, becauseArgs);
        }

        return new AndConstraint<DatasetProfileAssertions>(this);
    }

    /// <summary>
    /// One column is within its limit of a baseline's (MLG2001), as in <c>NotHaveDriftedIn("payment_type", train, Measure.LInfinity.AtMost(0.01)).Which.Observed</c>.
    /// </summary>
    /// <param name="column">The column's name.</param>
    /// <param name="baseline">What the data should be like.</param>
    /// <param name="limit">Its limit; null for its default.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <returns>The column's finding, with the value measured, its bounds and what carries it; the first where its missing values have one of their own.</returns>
    [CustomAssertion]
    public AndWhichConstraint<DatasetProfileAssertions, Finding> NotHaveDriftedIn(string column, DatasetProfile baseline, FeatureLimit? limit = null, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentException.ThrowIfNullOrEmpty(column);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} not to have drifted{reason}, but found <null>.");
            return new AndWhichConstraint<DatasetProfileAssertions, Finding>(this, []);
        }

        var check = new DriftCheck { Id = "drift", Features = new() { [column] = limit ?? new FeatureLimit() } };
        var result = GateDecision.Judge(check, check.Examine(baseline, Subject));
        CheckAssertion.Holds(result, "not to have drifted", InconclusivePolicy.Fail, because, becauseArgs);
        return new AndWhichConstraint<DatasetProfileAssertions, Finding>(this, result.Findings[0]);
    }

    /// <summary>
    /// The data keeps the rules of a schema (MLG1002 to MLG1099). Only the profile is looked at: counts may be lower bounds, and there are no examples of rows; see
    /// <see cref="DataSourceAssertions.MatchSchema"/>.
    /// </summary>
    /// <param name="schema">The schema, as <see cref="SchemaFile.Read"/> gives it.</param>
    /// <param name="environment">Where the data comes from, an environment of the schema; null when it has none.</param>
    /// <param name="previous">The dataset before, for rules on the number of rows; null when there is none.</param>
    /// <param name="hideValues">Whether the message shows the first characters of a value's SHA-256 in its place.</param>
    /// <param name="asOf">When the data was taken; null for now.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DatasetProfileAssertions> MatchSchema(
        DatasetSchema schema, string? environment = null, DatasetProfile? previous = null, bool hideValues = false, DateTimeOffset? asOf = null, string because = "", params object[] becauseArgs)
    {
        SchemaAssertion.Holds(Subject, s => s, null, schema, new SchemaCheck { Id = "schema", Environment = environment, HideValues = hideValues, AsOf = asOf }, previous, null, because, becauseArgs);
        return new AndConstraint<DatasetProfileAssertions>(this);
    }
}
