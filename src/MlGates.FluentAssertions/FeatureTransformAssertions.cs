using FluentAssertions;
using MlGates.Features;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>
/// Assertions on feature engineering. Those without rows speak of the features of the rows that an earlier assertion in the chain was given. A
/// transform that throws fails the assertion (MLG1106) with the first row it throws on.
/// </summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
/// <param name="transform">The transform.</param>
public sealed class FeatureTransformAssertions<TRows>(IFeatureTransform<TRows>? transform)
    : FeatureAssertions<IFeatureTransform<TRows>, FeatureTransformAssertions<TRows>>(transform)
{
    private (TRows Rows, FeatureTrial<TRows> Trial)? _last;

    /// <summary>Every feature of every row is finite (MLG1101).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> ProduceFiniteFeatures(TRows rows, string because = "", params object[] becauseArgs) =>
        Try("to be finite", rows, Check with { Finite = true }, because, becauseArgs);

    /// <summary>Every row gets a vector and none is dropped or added (MLG1111).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> KeepRowCount(TRows rows, string because = "", params object[] becauseArgs) =>
        Try("to keep the rows", rows, Check with { RowCount = RowCount.Kept }, because, becauseArgs);

    /// <summary>There are as many rows of features as stated (MLG1111), as in <c>RowCount.Times(2)</c>.</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> HaveRowCount(TRows rows, RowCount count, string because = "", params object[] becauseArgs) =>
        Try("to be as many as stated", rows, Check with { RowCount = count }, because, becauseArgs);

    /// <summary>Transforming the same rows twice gives the same features to the bit (MLG1104).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeDeterministic(TRows rows, string because = "", params object[] becauseArgs) =>
        Try("to be deterministic", rows, Check with { Deterministic = true }, because, becauseArgs);

    /// <summary>The transform made for each number of threads gives the same features to the bit (MLG1104).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">Numbers of threads.</param>
    /// <param name="withThreads">The transform that works, or was fitted, on so many threads.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeDeterministic(
        TRows rows, IReadOnlyList<int> threads, Func<int, IFeatureTransform<TRows>> withThreads, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(threads);
        ArgumentOutOfRangeException.ThrowIfZero(threads.Count);
        var result = BeDeterministic(rows, because, becauseArgs);
        foreach (var count in threads)
        {
            var check = new FeatureTwinCheck { Id = "features", HideValues = Hides, Twin = FeatureTwin.Again, Note = FormattableString.Invariant($"the second is on {count} threads") };
            result = Hold("to be deterministic", check, () => check.Examine(Trial(rows).Together(), Trial(rows).By(() => withThreads(count), FormattableString.Invariant($"run on {count} threads"))), because, becauseArgs);
        }

        return result;
    }

    /// <summary>Each row gets the same features to the bit when the rows come in another order (MLG1112).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="seed">The seed of the other order.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeIndependentOfRowOrder(TRows rows, ulong seed = 1, string because = "", params object[] becauseArgs) =>
        Try("not to depend on the order of rows", rows, Check with { OrderSeed = seed }, because, becauseArgs);

    /// <summary>Each row alone gives the features it gives within the batch (MLG1105): |a − b| ≤ tolerance · max(1, |a|, |b|).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> GiveSameResultRowByRow(TRows rows, double tolerance = 1e-6, string because = "", params object[] becauseArgs) =>
        Try("to be the same row by row", rows, Check with { RowByRowTolerance = tolerance }, because, becauseArgs);

    /// <summary>
    /// On training and test rows the transform gives what one fitted anew to the training rows gives (MLG1113): nothing of the test rows is in it.
    /// </summary>
    /// <param name="train">The rows it must have been fitted to.</param>
    /// <param name="test">Rows it must not know; they show most where they hold values that the training rows lack.</param>
    /// <param name="refit">Fits such a transform to rows; not needed for one that was made by a <c>Fit</c> of MlGates.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeFittedToTrainingRowsOnly(
        TRows train, TRows test, Func<TRows, IFeatureTransform<TRows>>? refit = null, double tolerance = 1e-6, string because = "", params object[] becauseArgs)
    {
        var check = new FeatureFitCheck { Id = "features", HideValues = Hides, Tolerance = tolerance };
        return Hold("to be fitted to the training rows only", check, Examine, because, becauseArgs);

        IReadOnlyList<Evidence> Examine()
        {
            var both = Subject!.Rows.Join(train, test);
            var trial = new FeatureTrial<TRows>(Subject, both);
            return check.Examine(trial.Together(), trial.Refitted(train, "fitted to the training rows alone", refit), trial.Refitted(both, "fitted to training and test rows", refit));
        }
    }

    /// <summary>After saving and loading the transform gives the same features (MLG1114).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="reload">Saves and loads; not needed for ML.NET.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> SurviveReloading(
        TRows rows, Func<IFeatureTransform<TRows>>? reload = null, double tolerance = 0, string because = "", params object[] becauseArgs) =>
        Same("to survive saving and loading", FeatureTwin.Reloaded, tolerance, () => (Trial(rows).Together(), Trial(rows).Reloaded(reload)), because, becauseArgs);

    /// <summary>An inverse gives back from its features what a row was (MLG1115).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Columns of the rows that the inverse gives; <c>""</c> for rows that are numbers themselves.</param>
    /// <param name="inverse">Gives the columns' values, in order, from a feature vector.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeInvertedBy(
        TRows rows, IReadOnlyList<string> columns, Func<float[], float[]> inverse, double tolerance = 1e-4, string because = "", params object[] becauseArgs) =>
        Same("to be inverted", FeatureTwin.Restored, tolerance, () => Trial(rows).Restored(inverse, columns), because, becauseArgs);

    /// <summary>While all else in a row stays, a larger value in a column never gives a smaller feature (MLG1116).</summary>
    /// <param name="rows">The rows; up to 50 of them are tried with up to 50 of the column's values.</param>
    /// <param name="column">A column of numbers that is put to other values; <c>""</c> for rows that are numbers themselves.</param>
    /// <param name="feature">The feature, or a pattern.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeNondecreasingIn(TRows rows, string column, string feature = "*", string because = "", params object[] becauseArgs) =>
        Follow("never to fall", rows, column, new FeatureMonotoneCheck { Id = "features", HideValues = Hides, Feature = feature }, because, becauseArgs);

    /// <summary>While all else in a row stays, a larger value in a column never gives a larger feature (MLG1116).</summary>
    /// <param name="rows">The rows; up to 50 of them are tried with up to 50 of the column's values.</param>
    /// <param name="column">A column of numbers that is put to other values; <c>""</c> for rows that are numbers themselves.</param>
    /// <param name="feature">The feature, or a pattern.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeNonincreasingIn(TRows rows, string column, string feature = "*", string because = "", params object[] becauseArgs) =>
        Follow("never to rise", rows, column, new FeatureMonotoneCheck { Id = "features", HideValues = Hides, Feature = feature, Decreasing = true }, because, becauseArgs);

    /// <summary>Transforming what is transformed already changes nothing (MLG1117).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="asRows">Makes rows of features; not needed for an ML.NET pipeline that takes its own output.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeIdempotent(
        TRows rows, Func<FeatureMatrix, TRows>? asRows = null, double tolerance = 1e-6, string because = "", params object[] becauseArgs) =>
        Same("to be idempotent", FeatureTwin.Twice, tolerance, () => (Trial(rows).Together(), Trial(rows).Twice(asRows)), because, becauseArgs);

    /// <summary>The features are those of a small table written by hand (MLG1118).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="expected">The vector that each must give.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> GiveExpectedFeatures(
        TRows rows, IReadOnlyList<float[]> expected, double tolerance = 1e-6, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Same("to be as expected", FeatureTwin.Expected, tolerance, Pair, because, becauseArgs);

        (Attempt<FeatureMatrix>, Attempt<FeatureMatrix>) Pair() =>
            (Trial(rows).Together(), new Attempt<FeatureMatrix>(Subject!.Name, expected.Count) { Output = FeatureMatrix.Of(Subject.Name, expected) });
    }

    private protected override IReadOnlyList<Evidence> Examine(FeatureCheck check) => check.Examine(
        _last?.Trial ?? throw new InvalidOperationException("No rows yet: begin with an assertion that takes rows, such as ProduceFiniteFeatures(rows)."));

    private protected override string NameOf(IFeatureTransform<TRows> subject) => subject.Name;

    private AndConstraint<FeatureTransformAssertions<TRows>> Try(string expectation, TRows rows, FeatureCheck check, string because, object[] becauseArgs) =>
        Hold(expectation, check, () => check.Examine(Trial(rows)), because, becauseArgs);

    private AndConstraint<FeatureTransformAssertions<TRows>> Follow(string expectation, TRows rows, string column, FeatureMonotoneCheck check, string because, object[] becauseArgs) =>
        Hold(expectation, check, () => check.Examine(Trial(rows).Varied(column)), because, becauseArgs);

    private AndConstraint<FeatureTransformAssertions<TRows>> Same(
        string expectation, FeatureTwin twin, double tolerance, Func<(Attempt<FeatureMatrix> Features, Attempt<FeatureMatrix> Twin)> pair, string because, object[] becauseArgs)
    {
        var check = new FeatureTwinCheck { Id = "features", HideValues = Hides, Twin = twin, Tolerance = tolerance };
        return Hold(
            expectation,
            check,
            () =>
            {
                var (features, other) = pair();
                return check.Examine(features, other);
            },
            because,
            becauseArgs);
    }

    // Rows that were tried before are not transformed again.
    private FeatureTrial<TRows> Trial(TRows rows)
    {
        if (_last is not { } last || !ReferenceEquals(last.Rows, rows))
        {
            _last = last = (rows, new FeatureTrial<TRows>(Subject!, rows));
        }

        return last.Trial;
    }
}
