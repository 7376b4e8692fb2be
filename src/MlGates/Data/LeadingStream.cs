namespace MlGates.Data;

/// <summary>A stream whose first bytes were read already. Does not own the stream.</summary>
internal sealed class LeadingStream(byte[] head, Stream rest) : ForwardStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at == head.Length)
        {
            return rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, head.Length - _at);
        head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
