using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// What comes out in the end; the state stays as it is.
internal sealed partial class ColumnState
{
    private const int MostFrequent = 100;

    /// <summary>The profile of the column.</summary>
    /// <param name="scratch">States to use.</param>
    internal ColumnProfile Finish(FinishScratch scratch)
    {
        var kinds = Kinds();
        var type = kinds.Total == 0 ? ColumnType.Empty : _header.Type ?? Inferred(kinds);
        if (type is not (ColumnType.Integer or ColumnType.Float))
        {
            Release();
        }

        var numbers = type switch
        {
            ColumnType.Integer or ColumnType.Float => NumbersOf(_numbers, scratch),
            ColumnType.Timestamp => NumbersOf(_times, scratch),
            _ => null,
        };
        var all = numbers?.ToHistogram();
        var counts = Counts(type, numbers, all);
        var numeric = numbers?.ToProfile(all!, type == ColumnType.Integer);
        return new ColumnProfile
        {
            Name = _header.Name,
            Type = type,
            Present = _present,
            Missing = _missing,
            Kinds = kinds.AreMixed ? kinds : null,
            LeadingZeros = LeadingZeros(),
            Numeric = numeric,
            StandIns = numeric is null ? [] : StandIns.OfNumbers(numeric, type),
            Categories = counts is null ? null : new CategoryProfile { Counts = counts },
            Distinct = Distinct(numbers, all, counts, scratch),
            Frequent = type == ColumnType.Category && counts is null ? FrequentValues() : null,
            Text = type == ColumnType.Category ? TextOf() : null,
            Lists = _lists is null ? null : ListOf(_lists),
            Time = type == ColumnType.Timestamp && _lists is null && _order is not null ? TimeOf(_order) : null,
            Weighted = _weighted ? Weighted(type, numbers) : null,
            Custom = Custom(),
        };
    }

    private static ColumnType Inferred(ValueKinds kinds) =>
        kinds.AreMixed || kinds.Texts > 0 ? ColumnType.Category
        : kinds.Booleans > 0 ? ColumnType.Boolean
        : kinds.Timestamps > 0 ? ColumnType.Timestamp
        : kinds.Floats > 0 ? ColumnType.Float
        : ColumnType.Integer;

    private ValueKinds Kinds()
    {
        long[] kinds = [.. _kinds];
        for (var i = 0; i < _entries.Count; i++)
        {
            kinds[(int)_entries.KindAt(i)] += _entries.Table.CountAt(i);
        }

        return new ValueKinds(kinds[(int)ValueKind.Integer], kinds[(int)ValueKind.Float], kinds[(int)ValueKind.Boolean], kinds[(int)ValueKind.Timestamp], kinds[(int)ValueKind.Text]);
    }

    private long LeadingZeros()
    {
        var zeros = _leadingZeros;
        for (var i = 0; i < _entries.Count; i++)
        {
            zeros += _entries.KindAt(i) is ValueKind.Integer or ValueKind.Float && LeadingZero.Count(_entries.Table.TextAt(i)) > 0 ? _entries.Table.CountAt(i) : 0;
        }

        return zeros;
    }

    /// <summary>The numbers of a column that holds nothing else: those seen one by one, or those of the table.</summary>
    private NumberColumnState NumbersOf(NumberColumnState? seen, FinishScratch scratch)
    {
        if (_entries.Count == 0 && seen is not null)
        {
            return seen;
        }

        var numbers = _weighted || _edges is not null ? new NumberColumnState(_edges, _weighted) : scratch.Numbers;
        numbers.Clear(null);
        if (_held is { Count: > 0 })
        {
            scratch.Distinct.Clear();
            _held.AddTo(numbers, scratch.Distinct);
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            var count = _entries.Table.CountAt(i);
            numbers.Add(_entries.NumberAt(i), count, _entries.WeightAt(i));
            if (_entries.KindAt(i) == ValueKind.Integer)
            {
                numbers.AddInteger(_entries.IntegerAt(i), count);
            }
        }

        return numbers;
    }

    private OrdinalCounts<long>? Counts(ColumnType type, NumberColumnState? numbers, ValueHistogram? all) => type switch
    {
        ColumnType.Boolean => Truths((_kinds[(int)ValueKind.Boolean] - _trues, _trues), (e, pair) => _entries.IntegerAt(e) == 0
            ? (pair.Item1 + _entries.Table.CountAt(e), pair.Item2)
            : (pair.Item1, pair.Item2 + _entries.Table.CountAt(e))),
        ColumnType.Integer => numbers!.Counts(all!, CategoryProfile.MaxIntegers)?.Sorted(),
        ColumnType.Category => _streaming ? StreamedCounts() : TableCounts(e => _entries.Table.CountAt(e)),
        _ => null,
    };

    private OrdinalCounts<T> Truths<T>((T False, T True) start, Func<int, (T, T), (T, T)> add)
        where T : struct, System.Numerics.INumber<T>
    {
        var (no, yes) = start;
        for (var i = 0; i < _entries.Count; i++)
        {
            (no, yes) = add(i, (no, yes));
        }

        var counts = new OrdinalCounts<T>(2);
        if (no > T.Zero)
        {
            counts.Add("false", no);
        }

        if (yes > T.Zero)
        {
            counts.Add("true", yes);
        }

        return counts;
    }

    // Bytes that are not valid UTF-8 become U+FFFD, which can make two texts one.
    private OrdinalCounts<T> TableCounts<T>(Func<int, T> count)
        where T : struct, System.Numerics.INumber<T>
    {
        var counts = new OrdinalCounts<T>(_entries.Count);
        for (var i = 0; i < _entries.Count; i++)
        {
            counts.Add(Encoding.UTF8.GetString(_entries.Table.TextAt(i)), count(i));
        }

        return counts.Sorted();
    }

    /// <summary>Counts of texts seen one by one and, in a mixed column, of numbers in their shortest form; null when not all are known.</summary>
    private OrdinalCounts<long>? StreamedCounts()
    {
        if (_kinds[(int)ValueKind.Timestamp] > 0 || _frequent is { IsExact: false })
        {
            return null;
        }

        var counts = _kinds[(int)ValueKind.Integer] + _kinds[(int)ValueKind.Float] == 0
            ? new OrdinalCounts<long>(_frequent?.Kept.Count ?? 0)
            : _numbers!.Counts(_numbers.ToHistogram(), ValueHistogramState.MaxCells);
        if (counts is null)
        {
            return null;
        }

        for (var i = 0; i < (_frequent?.Kept.Count ?? 0); i++)
        {
            counts.Add(Encoding.UTF8.GetString(_frequent!.Kept.TextAt(i)), _frequent.Kept.CountAt(i));
        }

        return counts.Sorted().Count <= CategoryProfile.MaxValues ? counts : null;
    }

    private DistinctCount Distinct(NumberColumnState? numbers, ValueHistogram? all, OrdinalCounts<long>? counts, FinishScratch scratch)
    {
        if (numbers is null && counts is not null)
        {
            return new DistinctCount(counts.Count, true);
        }

        var distinct = _entries.Count > 0 ? DistinctOfEntries(scratch.Distinct) : _held is { Count: > 0 } ? scratch.Distinct : _distinct;
        var total = Kinds().Total;
        return distinct.IsExact ? new DistinctCount(distinct.Estimate(), true)
            : numbers?.ExactDistinct(all!) is { } exact ? new DistinctCount(exact, true)
            : numbers is { FillsRange: true } ? new DistinctCount(total, true)
            // An estimate may be above what is possible.
            : new DistinctCount(Math.Min(distinct.Estimate(), total), false);
    }

    // Texts such as 1 and 01 are the same number.
    private DistinctState DistinctOfEntries(DistinctState distinct)
    {
        distinct.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            distinct.Add(_entries.KindAt(i) switch
            {
                ValueKind.Integer => ValueHash.Of(_entries.IntegerAt(i)),
                ValueKind.Float or ValueKind.Timestamp => ValueHash.Of(_entries.NumberAt(i)),
                _ => _entries.Table.HashAt(i),
            });
        }

        return distinct;
    }

    private FrequentValues FrequentValues()
    {
        if (_frequent is null)
        {
            return new FrequentValues([], _present, _present);
        }

        // Texts that differ in invalid bytes only look the same.
        var values = _frequent.Top(MostFrequent).Select(t => new TopValue(t.Text, t.Lower, t.Upper)).DistinctBy(t => t.Value).ToArray();
        return new FrequentValues(values, Kinds().Total - values.Sum(v => v.AtLeast), _frequent.Error);
    }

    private TextProfile TextOf()
    {
        var (texts, patterns) = (new TextState(), new TextPatternState());
        for (var i = 0; i < _entries.Count; i++)
        {
            // As where values are taken one by one: numbers and times among texts are none of them.
            if (_entries.KindAt(i) is ValueKind.Text or ValueKind.Boolean)
            {
                texts.Add(_entries.Table.TextAt(i), _entries.Table.CountAt(i));
                patterns.Add(_entries.Table.TextAt(i), _entries.Table.CountAt(i));
            }
        }

        if (_texts is not null)
        {
            texts.Merge(_texts);
            patterns.Merge(_patterns!);
        }

        return new TextProfile
        {
            MinBytes = texts.MinBytes,
            MaxBytes = texts.MaxBytes,
            MeanBytes = texts.MeanBytes,
            MinCharacters = texts.MinCharacters,
            MaxCharacters = texts.MaxCharacters,
            MeanCharacters = texts.MeanCharacters,
            InvalidUtf8 = texts.InvalidUtf8,
            Empty = texts.Empty,
            Blank = texts.Blank,
            Padded = texts.Padded,
            Patterns = CountsOf(patterns),
        };
    }

    private static SortedDictionary<string, long> CountsOf(TextPatternState patterns)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var pattern in Enum.GetValues<TextPattern>())
        {
            if (patterns.CountOf(pattern) is > 0 and var count)
            {
                counts.Add(JsonNamingPolicy.CamelCase.ConvertName(pattern.ToString()), count);
            }
        }

        return counts;
    }

    private ListProfile ListOf(ListLengthState lists) => new()
    {
        Values = lists.Values,
        Nulls = _nulls,
        Min = lists.Min,
        Max = lists.Max,
        Mean = lists.Mean,
        Quantiles = lists.Rows == 0 ? [] : [.. NumericProfile.QuantileLevels.Select(p => (double)lists.Quantile(p))],
    };

    private static TimeProfile TimeOf(TimestampState order) => new()
    {
        OutOfOrder = order.StepsBack,
        Repeated = order.Repeats,
        LargestGap = order.LargestGap,
        TypicalGap = order.MedianStep,
    };

    private WeightedProfile Weighted(ColumnType type, NumberColumnState? numbers)
    {
        var profile = new WeightedProfile
        {
            Present = _presentWeight.Value,
            Missing = _missingWeight.Value,
            Categories = type switch
            {
                ColumnType.Boolean => Truths((_falseWeight, _trueWeight), (e, pair) => _entries.IntegerAt(e) == 0
                    ? (pair.Item1 + _entries.WeightAt(e), pair.Item2)
                    : (pair.Item1, pair.Item2 + _entries.WeightAt(e))),
                ColumnType.Category when !_streaming => TableCounts(_entries.WeightAt),
                _ => null,
            },
        };
        return numbers is null ? profile : numbers.Weigh(profile);
    }

    private SortedDictionary<string, double> Custom()
    {
        var results = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < _custom.Length; i++)
        {
            foreach (var (name, value) in _custom[i]?.Results() ?? new Dictionary<string, double>())
            {
                results[string.Create(CultureInfo.InvariantCulture, $"{_statistics[i].Name}.{name}")] = value;
            }
        }

        return results;
    }
}
