using System.Security.Cryptography;

namespace MlGates.Data;

/// <summary>Hashes a file while something else reads it, so that no second pass is needed.</summary>
/// <param name="inner">The file.</param>
/// <param name="hash">Whether to; else it is only passed on.</param>
internal sealed class HashingStream(Stream inner, bool hash) : ForwardStream
{
    private readonly IncrementalHash? _hash = !hash ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    /// <summary>The hash of everything read so far, in lower-case hexadecimal; null when it is not wanted.</summary>
    internal string? Sha256() => _hash is null ? null : Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _hash?.AppendData(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
