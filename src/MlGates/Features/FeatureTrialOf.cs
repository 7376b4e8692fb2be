using static System.FormattableString;

namespace MlGates.Features;

/// <summary>A transform together with the rows it is tried on.</summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
public sealed class FeatureTrial<TRows> : FeatureTrial
{
    private readonly IFeatureTransform<TRows> _transform;
    private readonly TRows _rows;
    private Attempt<FeatureMatrix>? _together;

    /// <summary>Prepares a trial; nothing runs before it is asked for.</summary>
    public FeatureTrial(IFeatureTransform<TRows> transform, TRows rows)
    {
        ArgumentNullException.ThrowIfNull(transform);
        _transform = transform;
        _rows = transform.Rows.Hold(rows);
    }

    /// <inheritdoc/>
    public override string Name => _transform.Name;

    /// <inheritdoc/>
    public override Attempt<FeatureMatrix> Together() => _together ??= Run(_rows, _transform.Transform, "");

    /// <inheritdoc/>
    public override Attempt<FeatureMatrix> Again() => Run(_rows, _transform.Transform, "a second time");

    /// <inheritdoc/>
    public override Attempt<FeatureMatrix> RowByRow() => Run(_rows, _transform.TransformRowByRow, "row by row");

    /// <inheritdoc/>
    public override Attempt<FeatureMatrix> Shuffled(ulong seed)
    {
        var count = _transform.Rows.Count(_rows);
        var places = Permutation.Of(count, seed);
        var attempt = Run(_transform.Rows.Take(_rows, places), _transform.Transform, "in another order");
        if (attempt.Failure?.Row is { } row)
        {
            return attempt with { Failure = attempt.Failure with { Row = places[row] } };
        }

        return attempt.Output?.Rows == count ? attempt with { Output = attempt.Output.Take(Permutation.Inverse(places)) } : attempt;
    }

    /// <summary>The features that another transform makes of the same rows.</summary>
    /// <param name="other">Gives the other transform, by fitting or loading.</param>
    /// <param name="step">What is done to get it, as in "saved and loaded".</param>
    public Attempt<FeatureMatrix> By(Func<IFeatureTransform<TRows>> other, string step)
    {
        ArgumentNullException.ThrowIfNull(other);
        try
        {
            var transform = other() ?? throw new InvalidOperationException("it gave null in place of a transform");
            return Run(_rows, transform.Transform, step);
        }
        catch (Exception cause) when (cause is not (InputException or OutOfMemoryException))
        {
            return new Attempt<FeatureMatrix>(Name, _transform.Rows.Count(_rows)) { Failure = new TransformFailure("", TransformRun.Describe(cause)) { Step = step } };
        }
    }

    /// <summary>The features after saving and loading.</summary>
    /// <param name="reload">Saves and loads; null lets the transform do it.</param>
    /// <exception cref="InputException">The transform cannot.</exception>
    public Attempt<FeatureMatrix> Reloaded(Func<IFeatureTransform<TRows>>? reload = null) => By(
        reload ?? (() => _transform.Reload(_rows) ?? throw new InputException(RuleIds.Usage, $"It is not known how to save and load the transform '{Name}': tell it (reload)")),
        "saved and loaded");

    /// <summary>The features of a transform fitted to some rows.</summary>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="step">What that is in messages, as in "fitted to the training rows alone".</param>
    /// <param name="refit">Fits; null lets the transform do it.</param>
    /// <exception cref="InputException">The transform cannot.</exception>
    public Attempt<FeatureMatrix> Refitted(TRows rows, string step, Func<TRows, IFeatureTransform<TRows>>? refit = null) => By(
        () => refit is not null ? refit(rows)
            : _transform.Refit(rows) ?? throw new InputException(RuleIds.Usage, $"It is not known how the transform '{Name}' was fitted: tell it (refit)"),
        step);

    /// <summary>The features of the transform's own output.</summary>
    /// <param name="asRows">Makes rows of features; null lets the transform do it.</param>
    /// <exception cref="InputException">The transform cannot.</exception>
    public Attempt<FeatureMatrix> Twice(Func<FeatureMatrix, TRows>? asRows)
    {
        return Run(
            _rows,
            asRows is null
                ? rows => _transform.TransformTwice(rows) ?? throw new InputException(RuleIds.Usage, $"The transform '{Name}' cannot take its own output: tell how to make rows of features (asRows)")
                : rows => _transform.Transform(asRows(_transform.Transform(rows))),
            "on its own output");
    }

    /// <summary>Columns of the rows beside what an inverse makes of their features: what was, and what came back.</summary>
    /// <param name="inverse">Gives the columns' values from features.</param>
    /// <param name="columns">Columns of numbers.</param>
    public (Attempt<FeatureMatrix> Original, Attempt<FeatureMatrix> Restored) Restored(Func<float[], float[]> inverse, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(inverse);
        ArgumentNullException.ThrowIfNull(columns);
        var values = columns.Select(c => _transform.Rows.Numbers(_rows, c)).ToArray();
        var count = _transform.Rows.Count(_rows);
        var original = FeatureMatrix.Of(Name, Enumerable.Range(0, count).Select(r => Array.ConvertAll(values, v => (float)v[r])), columns);
        return (
            new Attempt<FeatureMatrix>(Name, count) { Output = original },
            Run(_rows, rows => FeatureMatrix.Of(Name, Vectors(_transform.Transform(rows)).Select(inverse), columns), "and back"));
    }

    /// <summary>The features of the first rows with each of some values in one column and all else as it is.</summary>
    /// <param name="column">A column of numbers.</param>
    /// <param name="mostValues">Values to try at most: evenly chosen from the column's own distinct, finite ones.</param>
    /// <param name="mostRows">Rows to try at most, evenly chosen.</param>
    public VariedFeatures Varied(string column, int mostValues = 50, int mostRows = 50)
    {
        double[] distinct = [.. _transform.Rows.Numbers(_rows, column).Where(double.IsFinite).Distinct().Order()];
        double[] values = [.. Spread(distinct.Length, mostValues).Select(i => distinct[i])];
        int[] rows = [.. Spread(_transform.Rows.Count(_rows), mostRows)];
        var varied = _transform.Rows.Vary(_transform.Rows.Take(_rows, rows), column, values);
        var attempt = Run(varied, _transform.Transform, Invariant($"with other values of {column}"));
        return new VariedFeatures(column, values, rows, attempt.Failure?.Row is { } row ? attempt with { Failure = attempt.Failure with { Row = rows[row / values.Length] } } : attempt);
    }

    private Attempt<FeatureMatrix> Run(TRows rows, Func<TRows, FeatureMatrix> transform, string how) =>
        TransformRun.Of(Name, rows, _transform.Rows, transform, FeatureMatrix.Of(Name, []), how);

    private static IEnumerable<float[]> Vectors(FeatureMatrix features)
    {
        for (var row = 0; row < features.Rows; row++)
        {
            yield return features[row].ToArray();
        }
    }

    // The first and the last are among them.
    private static IEnumerable<int> Spread(int count, int most) =>
        count <= most ? Enumerable.Range(0, count) : Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)));
}
