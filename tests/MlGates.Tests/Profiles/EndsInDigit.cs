using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

/// <summary>How many values end in a digit.</summary>
public sealed class EndsInDigit : ColumnStatistic
{
    public override string Name => "ends";

    // Null where it has no meaning: here columns of numbers that a file declares as such. Text of a CSV has no declared type.
    public override ColumnStatisticState? NewState(ColumnHeader column) => column.Type is null or ColumnType.Category ? new State() : null;

    private sealed class State : ColumnStatisticState
    {
        private long _count;

        public override void Add(ColumnBatch column)
        {
            for (var i = 0; column.Encoding == ColumnEncoding.Text && !column.IsList && i < column.Count; i++)
            {
                _count += !column.Missing[i] && column.Text(i) is [.., >= (byte)'0' and <= (byte)'9'] ? 1 : 0;
            }
        }

        public override void Merge(ColumnStatisticState later) => _count += ((State)later)._count;

        public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double> { ["inDigit"] = _count };

        // Only for sketches.
        public override byte[] Store() => BitConverter.GetBytes(_count);

        public override void Restore(ReadOnlySpan<byte> stored) => _count = stored.Length == sizeof(long) ? BitConverter.ToInt64(stored) : throw new InvalidDataException("a count has eight bytes");
    }
}
