namespace MlGates.Training;

/// <summary>
/// What a training run logged: a training loss and, where the run was evaluated, a validation loss, which need not stand in the same rows. Immutable.
/// </summary>
public sealed class LossHistory
{
    /// <summary>Creates a history; rows are in the order of training.</summary>
    /// <param name="name">Name in messages, such as the run's.</param>
    /// <param name="train">Training loss by row; null where it was not logged.</param>
    /// <param name="validation">Validation loss by row; null where the run was not evaluated. No list when the run has no validation at all.</param>
    /// <param name="steps">Step of each row, for messages; 1, 2, … by default.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public LossHistory(string name, IReadOnlyList<double?> train, IReadOnlyList<double?>? validation = null, IReadOnlyList<double>? steps = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(train);
        Name = name;
        Rows = train.Count;
        if (steps is not null && steps.Count != Rows)
        {
            throw new ArgumentException($"{steps.Count} steps for {Rows} rows.", nameof(steps));
        }

        if (validation is not null && validation.Count != Rows)
        {
            throw new ArgumentException($"{validation.Count} validation losses for {Rows} rows; use null where a row was not evaluated.", nameof(validation));
        }

        Train = Logged(train, steps);
        Validation = validation is null ? null : Logged(validation, steps);
    }

    /// <summary>Creates a history in which every row was logged.</summary>
    /// <inheritdoc cref="LossHistory(string, IReadOnlyList{double?}, IReadOnlyList{double?}?, IReadOnlyList{double}?)"/>
    public LossHistory(string name, IReadOnlyList<double> train, IReadOnlyList<double>? validation = null, IReadOnlyList<double>? steps = null)
        : this(name, Nullable(train), validation is null ? null : Nullable(validation), steps)
    {
    }

    /// <summary>Name in messages.</summary>
    public string Name { get; }

    /// <summary>Number of rows, with or without values.</summary>
    public int Rows { get; }

    /// <summary>The training loss.</summary>
    public LossSeries Train { get; }

    /// <summary>The validation loss; null when the run has none, empty when it should have one and was never evaluated.</summary>
    public LossSeries? Validation { get; }

    private static double?[] Nullable(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(v => (double?)v)];
    }

    private static LossSeries Logged(IReadOnlyList<double?> values, IReadOnlyList<double>? steps)
    {
        var kept = new List<double>(values.Count);
        var rows = new List<int>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                kept.Add(value);
                rows.Add(i);
            }
        }

        return new LossSeries([.. kept], [.. rows], [.. rows.Select(r => steps is null ? r + 1 : steps[r])]);
    }
}
