using System.Runtime.InteropServices;

namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class DistinctState
{
    internal void Write(StateWriter writer)
    {
        writer.Flag(IsExact);
        if (!IsExact)
        {
            writer.Bytes(MemoryMarshal.AsBytes<ulong>(_words)[..Registers]);
            return;
        }

        // Ascending, for where hashes are in the table depends on their order.
        Span<ulong> hashes = stackalloc ulong[ExactLimit];
        var n = 0;
        foreach (var hash in _words)
        {
            if (hash != 0)
            {
                hashes[n++] = hash;
            }
        }

        writer.Flag(_hasZero);
        writer.Count(n);
        hashes[..n].Sort();
        foreach (var hash in hashes[..n])
        {
            writer.Word(hash);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        if (!reader.Flag())
        {
            var registers = reader.Bytes(Registers);
            StateReader.Check(registers.IndexOfAnyExceptInRange((byte)0, (byte)(Tail + 1)) < 0, "a register is out of range");
            IsExact = false;
            _words = new ulong[Registers / sizeof(ulong)];
            registers.CopyTo(MemoryMarshal.AsBytes(_words.AsSpan()));
            return;
        }

        if (reader.Flag())
        {
            AddExact(0);
        }

        var n = reader.Length(ExactLimit - _exact, sizeof(ulong));
        ulong before = 0;
        for (var i = 0; i < n; i++)
        {
            var hash = reader.Word();
            StateReader.Check(hash > before, "hashes do not ascend");
            AddExact(hash);
            before = hash;
        }
    }
}
