using System.Runtime.Intrinsics;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>
/// Everything the profile knows of one column in some consecutive rows. A new state is the identity of <see cref="Merge"/>, which takes later rows.
/// </summary>
/// <remarks>
/// A text column begins with a table of its distinct texts: each is read once, and whatever it turns out to be, nothing is lost. When there are too
/// many, or nearly as many as rows, the table is emptied into states that take value after value (<see cref="Flush"/>): numbers to
/// <see cref="NumberColumnState"/>, text to <see cref="HeavyHitterState"/>. Whether that happens depends on the rows of the block alone.
/// </remarks>
internal sealed partial class ColumnState
{
    private readonly DataSource _source;
    private readonly ColumnHeader _header;
    private readonly double[]? _edges;
    private readonly bool _weighted;
    private readonly bool _declared;
    private readonly bool _declaredText;
    private readonly bool _decimalComma;
    private readonly byte _point;
    private readonly TextEntries _entries;
    private readonly DistinctState _distinct = new();
    private readonly ColumnStatisticState?[] _custom;
    private readonly IReadOnlyList<ColumnStatistic> _statistics;

    private NumberColumnState? _numbers;
    private NumberColumnState? _times;
    private TimestampState? _order;
    private HeavyHitterState? _frequent;
    private TextState? _texts;
    private TextPatternState? _patterns;
    private ListLengthState? _lists;
    private bool _streaming;
    private bool _inParts;
    private long _before;
    private HeldNumbers? _held;

    private long _present;
    private long _missing;
    private long _nulls;
    private CompensatedSum _presentWeight;
    private CompensatedSum _missingWeight;
    private long _trues;

    // Of numbers that are not in the table.
    private long _leadingZeros;
    private double _trueWeight;
    private double _falseWeight;

    // By kind, of values that are not in the table.
    private readonly long[] _kinds = new long[5];

    internal ColumnState(DataSource source, ColumnHeader header, double[]? edges, bool weighted, IReadOnlyList<ColumnStatistic> statistics)
    {
        _source = source;
        _header = header;
        _edges = edges;
        _weighted = weighted;
        _statistics = statistics;
        // Asked for each value, so kept at hand.
        _declared = header.Type is not null;
        _declaredText = header.Type == ColumnType.Category;
        _decimalComma = source.DecimalComma;
        _point = (byte)(_decimalComma ? ',' : '.');
        _entries = new TextEntries(weighted);
        _custom = [.. statistics.Select(s => s.NewState(header))];
    }

    private NumberColumnState Numbers => _numbers ??= NewNumbers();

    // Edges are those of the column's numbers, be they plain or times.
    private NumberColumnState Times => _times ??= NewNumbers();

    /// <summary>
    /// Takes the texts of some rows before <see cref="Add"/> takes the rest of the batch: texts of a row stand side by side, and those of a few rows stay
    /// in the processor's cache from column to column. Does nothing for a column that is better taken whole.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="column">The column in it.</param>
    /// <param name="from">The first row; the parts of a batch come in order.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="scratch">Arrays to use.</param>
    /// <exception cref="RowException">A value is not of the column's declared type.</exception>
    internal void AddPart(RowBatch batch, ColumnBatch column, int from, int to, ColumnScratch scratch)
    {
        if (from == 0)
        {
            // Texts that hardly repeat are told from those that do over many rows.
            _inParts = column is { Encoding: ColumnEncoding.Text, Dictionary: null, IsList: false } && !_weighted && !(_streaming && _kinds[(int)ValueKind.Text] > 0);
        }

        if (_inParts)
        {
            scratch.Ensure(column.ValueCount);
            AddTexts(batch, column, first: from == 0 && _present + _missing == 0, from, to, weights: default, scratch);
        }
    }

    /// <summary>Adds the rows of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="column">The column in it.</param>
    /// <param name="weights">The rows' weights; empty when they have none.</param>
    /// <param name="scratch">Arrays to use.</param>
    /// <exception cref="RowException">A value is not of the column's declared type.</exception>
    internal void Add(RowBatch batch, ColumnBatch column, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        var first = _present + _missing == 0;
        _missing += column.MissingCount;
        _present += column.Count - column.MissingCount;
        _nulls += column.NullValues;
        scratch.Ensure(column.ValueCount);
        if (column.IsList)
        {
            AddLengths(column);
        }

        if (_weighted)
        {
            weights = Weigh(column, weights, scratch);
        }

        switch (column.Encoding)
        {
            case ColumnEncoding.Float64 when _header.Type != ColumnType.Category:
                AddNumbers(column.PresentNumbers(scratch.Numbers), weights);
                break;
            case ColumnEncoding.Int64 when _header.Type != ColumnType.Category:
                AddIntegers(column.PresentIntegers(scratch.Longs), weights, scratch);
                break;
            case ColumnEncoding.Boolean when _header.Type != ColumnType.Category:
                AddBooleans(column, weights);
                break;
            case ColumnEncoding.Text when column.Dictionary is not null:
                AddCodes(batch, column, weights, scratch);
                break;
            case ColumnEncoding.Text when !_inParts:
                AddTexts(batch, column, first, 0, column.ValueCount, weights, scratch);
                break;
            case ColumnEncoding.Text:
                _inParts = false;
                break;
            default:
                AddAsText(column, weights);
                break;
        }

        foreach (var custom in _custom)
        {
            custom?.Add(column);
        }
    }

    /// <summary>Says about how many rows come before those that will be added, from the data alone; to a new state.</summary>
    internal void Begin(long before)
    {
        _before = before;
        _numbers?.Begin(before);
        _times?.Begin(before);
    }

    /// <summary>Has a new state keep its first numbers as they come; where they are weighed or counted on given edges nothing changes.</summary>
    internal void Hold() => _held = _weighted || _edges is not null ? null : new HeldNumbers();

    /// <summary>Adds the numbers that are held, if any, to the states that tell of them; later ones follow at once.</summary>
    internal void Release()
    {
        var held = _held;
        _held = null;
        if (held is { Count: > 0 })
        {
            held.AddTo(Numbers, _distinct);
        }
    }

    /// <summary>Adds what another state of the same column has seen in later rows; neither holds numbers.</summary>
    internal void Merge(ColumnState later)
    {
        MeetForm(later);
        _missing += later._missing;
        _present += later._present;
        _nulls += later._nulls;
        _leadingZeros += later._leadingZeros;
        _presentWeight.Add(later._presentWeight);
        _missingWeight.Add(later._missingWeight);
        MergeKinds(later);
        MergeEntries(later._entries);
        _distinct.Merge(later._distinct);
        if (later._numbers is not null)
        {
            Numbers.Merge(later._numbers);
        }

        if (later._times is not null)
        {
            Times.Merge(later._times);
        }

        if (later._order is not null)
        {
            (_order ??= new TimestampState()).Merge(later._order);
        }

        if (later._frequent is not null)
        {
            Frequent.Merge(later._frequent);
            Texts.Merge(later._texts!);
            Patterns.Merge(later._patterns!);
        }

        if (later._lists is not null)
        {
            (_lists ??= new ListLengthState()).Merge(later._lists);
        }

        for (var i = 0; i < _custom.Length; i++)
        {
            _custom[i]?.Merge(later._custom[i]!);
        }
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    /// <param name="whole">What it will be merged into; nobody may change it meanwhile.</param>
    internal void Clear(ColumnState? whole)
    {
        _present = _missing = _nulls = _trues = _leadingZeros = 0;
        (_presentWeight, _missingWeight) = (default, default);
        _trueWeight = _falseWeight = 0;
        _streaming = false;
        Array.Clear(_kinds);
        _entries.Clear();
        if (whole is null)
        {
            _distinct.Clear();
        }
        else
        {
            _distinct.Clear(whole._distinct);
        }

        _numbers?.Clear(whole?._numbers);
        _times?.Clear(whole?._times);
        _order?.Clear();
        _frequent?.Clear();
        _texts?.Clear();
        _patterns?.Clear();
        _lists?.Clear();
        for (var i = 0; i < _custom.Length; i++)
        {
            _custom[i] = _custom[i] is null ? null : _statistics[i].NewState(_header);
        }
    }

    private NumberColumnState NewNumbers()
    {
        var numbers = new NumberColumnState(_edges, _weighted);
        numbers.Begin(_before);
        return numbers;
    }

    private bool TryHold(ReadOnlySpan<double> values, ReadOnlySpan<long> integers)
    {
        if (_held is null || _held.TryAdd(values, integers))
        {
            return _held is not null;
        }

        Release();
        return false;
    }

    private bool TryHold(double value, long count, ReadOnlySpan<long> integer)
    {
        if (_held is null || _held.TryAdd(value, count, integer))
        {
            return _held is not null;
        }

        Release();
        return false;
    }

    private void AddLengths(ColumnBatch column)
    {
        (_lists ??= new ListLengthState()).Add(column.RowEnds, column.Missing);
    }

    /// <summary>Sums the rows' weights and gives those of the values that are present, in order.</summary>
    private ReadOnlySpan<double> Weigh(ColumnBatch column, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        var n = 0;
        var start = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (column.Missing[i])
            {
                _missingWeight.Add(weights[i]);
                continue;
            }

            _presentWeight.Add(weights[i]);
            var values = column.IsList ? column.RowEnds[i] - start : 1;
            start += values;
            scratch.Weights.AsSpan(n, values).Fill(weights[i]);
            n += values;
        }

        return scratch.Weights.AsSpan(0, n);
    }

    private void AddNumbers(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (_header.Type == ColumnType.Timestamp)
        {
            _distinct.Add(values);
            _kinds[(int)ValueKind.Timestamp] += values.Length;
            Times.Add(values, weights);
            (_order ??= new TimestampState()).Add(values);
            return;
        }

        _kinds[(int)ValueKind.Float] += values.Length;
        if (!TryHold(values, []))
        {
            _distinct.Add(values);
            Numbers.Add(values, weights);
        }
    }

    private void AddIntegers(ReadOnlySpan<long> values, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        _kinds[(int)ValueKind.Integer] += values.Length;
        var numbers = scratch.Numbers.AsSpan(0, values.Length);
        Widen(values, numbers);
        if (!TryHold(numbers, values))
        {
            _distinct.Add(values);
            Numbers.Add(numbers, weights);
            Numbers.AddIntegers(values);
        }
    }

    private static void Widen(ReadOnlySpan<long> integers, Span<double> numbers)
    {
        var i = 0;
        for (; i <= integers.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            Vector256.ConvertToDouble(Vector256.Create(integers[i..])).CopyTo(numbers[i..]);
        }

        for (; i < integers.Length; i++)
        {
            numbers[i] = integers[i];
        }
    }

    private void AddBooleans(ColumnBatch column, ReadOnlySpan<double> weights)
    {
        var n = 0;
        for (var i = 0; i < column.ValueCount; i++)
        {
            if (!column.IsList && column.Missing[i])
            {
                continue;
            }

            var value = column.Booleans[i];
            _trues += value ? 1 : 0;
            if (_weighted)
            {
                _trueWeight += value ? weights[n] : 0;
                _falseWeight += value ? 0 : weights[n];
            }

            n++;
        }

        _kinds[(int)ValueKind.Boolean] += n;
    }
}
