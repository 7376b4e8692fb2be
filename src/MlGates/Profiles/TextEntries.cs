using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>
/// The distinct texts of a column, each read once: what it is, which number it stands for, how often it occurs. While they are few, everything else
/// about the column follows from them.
/// </summary>
internal sealed class TextEntries(bool weighted)
{
    private ValueKind[] _kinds = [];
    private double[] _numbers = [];
    private long[] _integers = [];
    private double[] _weights = [];

    internal TextTable Table { get; } = new(Statistics.TextTable.DefaultMaxEntries, Statistics.TextTable.DefaultMaxBytes);

    internal int Count => Table.Count;

    /// <summary>Number of entries that have been read; the others are new.</summary>
    internal int Read { get; private set; }

    /// <summary>Number of entries that are numbers.</summary>
    internal int Numbers { get; private set; }

    /// <summary>Whether some entry is a timestamp.</summary>
    internal bool HasTimes { get; private set; }

    internal ValueKind KindAt(int entry) => _kinds[entry];

    /// <summary>The number that an entry stands for; 0 when it is a text.</summary>
    internal double NumberAt(int entry) => entry < _numbers.Length ? _numbers[entry] : 0;

    internal long IntegerAt(int entry) => entry < _integers.Length ? _integers[entry] : 0;

    internal double WeightAt(int entry) => weighted ? _weights[entry] : 0;

    internal void AddWeight(int entry, double weight) => _weights[entry] += weight;

    /// <summary>Notes what a new entry is.</summary>
    internal void Note(ValueKind kind, double number, long integer)
    {
        if (Read == _kinds.Length)
        {
            var length = Math.Max(64, 2 * Read);
            Array.Resize(ref _kinds, length);
            if (weighted)
            {
                Array.Resize(ref _weights, length);
            }
        }

        // In a column of texts there are none.
        if (kind != ValueKind.Text && Read >= _numbers.Length)
        {
            Array.Resize(ref _numbers, _kinds.Length);
            Array.Resize(ref _integers, _kinds.Length);
        }

        _kinds[Read] = kind;
        if (Read < _numbers.Length)
        {
            (_numbers[Read], _integers[Read]) = kind == ValueKind.Text ? default : (number, integer);
        }

        if (weighted)
        {
            _weights[Read] = 0;
        }

        Numbers += kind is ValueKind.Integer or ValueKind.Float ? 1 : 0;
        HasTimes |= kind == ValueKind.Timestamp;
        Read++;
    }

    internal void Clear()
    {
        Table.Clear();
        Read = 0;
        Numbers = 0;
        HasTimes = false;
    }

    internal void Write(StateWriter writer)
    {
        Table.Write(writer);
        for (var i = 0; i < Read; i++)
        {
            writer.Count((long)_kinds[i]);
            writer.Double(NumberAt(i));
            writer.Integer(IntegerAt(i));
            if (weighted)
            {
                writer.Double(_weights[i]);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into new entries.</summary>
    internal void ReadFrom(ref StateReader reader)
    {
        Table.Read(ref reader);
        while (Read < Count)
        {
            Note((ValueKind)reader.Count((long)ValueKind.Text), reader.Double(), reader.Integer());
            if (weighted)
            {
                AddWeight(Read - 1, reader.Weight());
            }
        }
    }
}
