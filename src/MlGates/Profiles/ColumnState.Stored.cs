using MlGates.Statistics;

namespace MlGates.Profiles;

// The state as bytes, and what two datasets must have in common to be merged.
internal sealed partial class ColumnState
{
    /// <summary>A state has at least so many bytes; it is many more.</summary>
    internal const int LeastBytes = 48;

    /// <summary>Number of rows, with and without a value.</summary>
    internal long Rows => _present + _missing;

    /// <summary>Why another dataset's state of this column cannot be merged into this one; null when it can.</summary>
    internal string? Contradicts(ColumnState later) =>
        _present > 0 && later._present > 0 && (_lists is null) != (later._lists is null) ? "holds lists in one and single values in the other"
        : WithoutState(later) is { } statistic ? $"has the statistic '{statistic.Name}' in one only; profile both with the same --type"
        : null;

    internal void Write(StateWriter writer)
    {
        writer.Count(_present);
        writer.Count(_missing);
        writer.Count(_nulls);
        writer.Count(_trues);
        writer.Count(_leadingZeros);
        _presentWeight.Write(writer);
        _missingWeight.Write(writer);
        writer.Doubles([_trueWeight, _falseWeight]);
        foreach (var count in _kinds)
        {
            writer.Count(count);
        }

        writer.Count(_before);
        writer.Flag(_streaming);
        _entries.Write(writer);
        _distinct.Write(writer);
        if (Begins(writer, _numbers is { IsEmpty: false }))
        {
            _numbers!.Write(writer);
        }

        if (Begins(writer, _times is { IsEmpty: false }))
        {
            _times!.Write(writer);
        }

        if (Begins(writer, _order is { Count: > 0 }))
        {
            _order!.Write(writer);
        }

        if (Begins(writer, _frequent is { Total: > 0 }))
        {
            _frequent!.Write(writer);
            Texts.Write(writer);
            Patterns.Write(writer);
        }

        if (Begins(writer, _lists is { Rows: > 0 }))
        {
            _lists!.Write(writer);
        }

        for (var i = 0; i < _custom.Length; i++)
        {
            if (Begins(writer, _custom[i] is not null))
            {
                writer.Text(_custom[i]!.Store() ?? throw new InputException(
                    RuleIds.Usage,
                    $"'{_source.Name}' was profiled with the statistic '{_statistics[i].Name}' of one's own, whose state cannot be stored; override Store and Restore in its ColumnStatisticState, or profile without it."));
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same column.</summary>
    internal void Read(ref StateReader reader)
    {
        (_present, _missing, _nulls, _trues, _leadingZeros) = (reader.Count(), reader.Count(), reader.Count(), reader.Count(), reader.Count());
        _presentWeight.Read(ref reader);
        _missingWeight.Read(ref reader);
        (_trueWeight, _falseWeight) = (reader.Weight(), reader.Weight());
        foreach (ref var count in _kinds.AsSpan())
        {
            count = reader.Count();
        }

        StateReader.Check(_leadingZeros <= _kinds[(int)ValueKind.Integer] + _kinds[(int)ValueKind.Float], "more numbers have leading zeros than there are");
        StateReader.Check(_trues <= _kinds[(int)ValueKind.Boolean], "more values are true than there are");
        _before = reader.Count();
        _streaming = reader.Flag();
        _entries.ReadFrom(ref reader);
        StateReader.Check(!_streaming || _entries.Count == 0, "a table was not emptied");
        _distinct.Read(ref reader);
        if (reader.Flag())
        {
            Numbers.Read(ref reader);
        }

        if (reader.Flag())
        {
            Times.Read(ref reader);
        }

        if (reader.Flag())
        {
            (_order = new TimestampState()).Read(ref reader);
        }

        if (reader.Flag())
        {
            Frequent.Read(ref reader);
            Texts.Read(ref reader);
            Patterns.Read(ref reader);
        }

        if (reader.Flag())
        {
            (_lists = new ListLengthState()).Read(ref reader);
        }

        for (var i = 0; i < _custom.Length; i++)
        {
            StateReader.Check(reader.Flag() == (_custom[i] is not null), "a statistic has a state where it has no meaning, or none where it has");
            _custom[i]?.Restore(reader.Text(int.MaxValue));
        }

        StateReader.Check(_numbers is not null || _kinds[(int)ValueKind.Integer] + _kinds[(int)ValueKind.Float] == 0, "numbers have no state");
    }

    // Whole numbers in one dataset and others in the next have another header together.
    private ColumnStatistic? WithoutState(ColumnState later)
    {
        for (var i = 0; i < _custom.Length; i++)
        {
            if (_custom[i] is null != later._custom[i] is null)
            {
                return _statistics[i];
            }
        }

        return null;
    }

    // A state that was emptied for use by another block counts for nothing, as one that is not there.
    private static bool Begins(StateWriter writer, bool isThere)
    {
        writer.Flag(isThere);
        return isThere;
    }

    /// <summary>
    /// Brings this state into a form that a later one can be merged into. Those of one source are so anyway; datasets of two formats may hold the same column as
    /// text and as typed values.
    /// </summary>
    private void MeetForm(ColumnState later)
    {
        if (_streaming)
        {
            return;
        }

        if (later.IsText && HasTypedBooleans)
        {
            var (trues, falses) = (_trues, _kinds[(int)ValueKind.Boolean] - _trues);
            var (trueWeight, falseWeight) = (_trueWeight, _falseWeight);
            (_trues, _kinds[(int)ValueKind.Boolean], _trueWeight, _falseWeight) = (0, 0, 0, 0);
            AddTruths(trues, falses, trueWeight, falseWeight);
        }

        if (later._streaming || (later._entries.Count > 0 && HasTypedNumbers) || (_entries.Count > 0 && later.HasTypedNumbers))
        {
            Flush();
        }
    }

    private void MergeKinds(ColumnState later)
    {
        var asText = IsText && later.HasTypedBooleans;
        for (var kind = 0; kind < _kinds.Length; kind++)
        {
            _kinds[kind] += asText && kind == (int)ValueKind.Boolean ? 0 : later._kinds[kind];
        }

        if (asText)
        {
            AddTruths(later._trues, later._kinds[(int)ValueKind.Boolean] - later._trues, later._trueWeight, later._falseWeight);
            return;
        }

        _trues += later._trues;
        _trueWeight += later._trueWeight;
        _falseWeight += later._falseWeight;
    }

    private void AddTruths(long trues, long falses, double trueWeight, double falseWeight)
    {
        if (trues > 0)
        {
            AddEntry("true"u8, ValueKind.Boolean, 0, 1, trues, trueWeight);
        }

        if (falses > 0)
        {
            AddEntry("false"u8, ValueKind.Boolean, 0, 0, falses, falseWeight);
        }
    }

    /// <summary>Whether the values, or some of them, were text.</summary>
    private bool IsText => _streaming || _entries.Count > 0;

    private bool HasTypedBooleans => !_streaming && _kinds[(int)ValueKind.Boolean] > 0;

    private bool HasTypedNumbers => !_streaming && (_kinds[(int)ValueKind.Integer] > 0 || _kinds[(int)ValueKind.Float] > 0 || _kinds[(int)ValueKind.Timestamp] > 0);
}
