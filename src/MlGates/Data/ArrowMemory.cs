using System.Buffers;
using Apache.Arrow.Memory;

namespace MlGates.Data;

/// <summary>Gives Arrow's reader memory, but no more at once than a file of the length can be about.</summary>
internal sealed class ArrowMemory(long fileLength) : MemoryAllocator
{
    private const long Least = 1 << 26;
    private const int MostExpansion = 256;

    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        if (length > Math.Max(Least, fileLength * MostExpansion))
        {
            throw new InvalidDataException("A buffer claims more bytes than the file can hold");
        }

        bytesAllocated = length;
        return new Owner(new byte[length]);
    }

    private sealed class Owner(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
        }
    }
}
