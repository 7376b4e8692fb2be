using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Assertions;

/// <summary>Assertions on rows.</summary>
/// <param name="rows">The rows.</param>
public sealed class DataSourceAssertions(DataSource? rows) : ReferenceTypeAssertions<DataSource?, DataSourceAssertions>(rows)
{
    /// <inheritdoc/>
    protected override string Identifier => "dataset";

    /// <summary>
    /// The rows keep the rules of a schema (MLG1002 to MLG1099), with exact counts and examples of those that do not. Rules that warn do not fail. The rows are read once,
    /// and where values break a rule once more.
    /// </summary>
    /// <param name="schema">The schema, as <see cref="SchemaFile.Read"/> gives it.</param>
    /// <param name="environment">Where the data comes from, an environment of the schema; null when it has none.</param>
    /// <param name="previous">The dataset before, for rules on the number of rows; null when there is none.</param>
    /// <param name="hideValues">Whether the message shows the first characters of a value's SHA-256 in its place.</param>
    /// <param name="weight">A column of weights by which shares are judged; null for none.</param>
    /// <param name="asOf">When the data was taken; null for now.</param>
    /// <param name="notIn">Rows of which none may be here, such as training for test; null for none.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DataSourceAssertions> MatchSchema(
        DatasetSchema schema, string? environment = null, DatasetProfile? previous = null, bool hideValues = false, string? weight = null, DateTimeOffset? asOf = null, DataSource? notIn = null, string because = "", params object[] becauseArgs)
    {
        SchemaAssertion.Holds(Subject, s => ProfileBuilder.Build(s, new ProfileOptions { Weight = weight }), Subject, schema, new SchemaCheck { Id = "schema", Environment = environment, HideValues = hideValues, Weight = weight, AsOf = asOf }, previous, notIn, because, becauseArgs);
        return new AndConstraint<DataSourceAssertions>(this);
    }

    /// <summary>
    /// The columns are within their limits of a baseline's (MLG2001). As <see cref="DatasetProfileAssertions.NotHaveDriftedFrom(DatasetProfile, Func{DriftCheck, DriftCheck}, InconclusivePolicy, string, object[])"/>, and with
    /// what needs rows: <see cref="DriftCheck.Group"/> and <see cref="DriftCheck.Weight"/>. Each side is read once, with those twice.
    /// </summary>
    /// <param name="baseline">What the data should be like.</param>
    /// <param name="configure">Changes the default check; null for the default.</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DataSourceAssertions> NotHaveDriftedFrom(
        DataSource baseline, Func<DriftCheck, DriftCheck>? configure = null, InconclusivePolicy onInconclusive = InconclusivePolicy.Fail, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} not to have drifted{reason}, but found <null>.");
            return new AndConstraint<DataSourceAssertions>(this);
        }

        var check = new DriftCheck { Id = "drift" };
        check = configure?.Invoke(check) ?? check;
        CheckAssertion.Examined(
            check, () => check.Examine(ProfileBuilder.Build(baseline), ProfileBuilder.Build(Subject), baseline, Subject), "not to have drifted", onInconclusive, because, becauseArgs);
        return new AndConstraint<DataSourceAssertions>(this);
    }

    /// <summary>
    /// The rows are those of a baseline, matched by key and compared cell by cell (MLG2030 to MLG2032), as in <c>served.Should().NotBeSkewedAgainst(training, "trip")</c>: see <see cref="SkewCheck"/>.
    /// </summary>
    /// <param name="baseline">The rows as they were computed for training.</param>
    /// <param name="key">The column that says which rows are the same.</param>
    /// <param name="configure">Changes the default check: further columns of the key, tolerances, steps; null for the default.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DataSourceAssertions> NotBeSkewedAgainst(
        DataSource baseline, string key, Func<SkewCheck, SkewCheck>? configure = null, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} not to be skewed{reason}, but found <null>.");
            return new AndConstraint<DataSourceAssertions>(this);
        }

        var check = new SkewCheck { Id = "skew", Key = [key] };
        check = configure?.Invoke(check) ?? check;
        CheckAssertion.Examined(check, () => check.Examine(baseline, Subject), "not to be skewed", InconclusivePolicy.Fail, because, becauseArgs);
        return new AndConstraint<DataSourceAssertions>(this);
    }

    /// <summary>
    /// The attributions say that the model goes by its features as a baseline's did (MLG2020): a table with a column for each feature and a row for each prediction; see <see cref="AttributionCheck"/>.
    /// </summary>
    /// <param name="baseline">Attributions of the accepted model.</param>
    /// <param name="configure">Changes the default check; null for the default.</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<DataSourceAssertions> HaveStableAttributionsTo(
        DataSource baseline, Func<AttributionCheck, AttributionCheck>? configure = null, InconclusivePolicy onInconclusive = InconclusivePolicy.Fail, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} to have stable attributions{reason}, but found <null>.");
            return new AndConstraint<DataSourceAssertions>(this);
        }

        var check = new AttributionCheck { Id = "attribution" };
        check = configure?.Invoke(check) ?? check;
        CheckAssertion.Examined(check, () => check.Examine(baseline, Subject), "to have stable attributions", onInconclusive, because, becauseArgs);
        return new AndConstraint<DataSourceAssertions>(this);
    }
}
