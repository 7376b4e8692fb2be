using System.Security.Cryptography;

namespace MlGates.Data;

/// <summary>Hashes a file on a thread of its own while something else reads it out of order, and sees that it keeps its length.</summary>
internal sealed class FileHash : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly string _shown;
    private readonly FileStream _stream;
    private readonly Task<(string? Sha256, long Bytes)>? _task;

    /// <param name="path">The file.</param>
    /// <param name="shown">Its name in messages.</param>
    /// <param name="hash">Whether to hash it; else only its length is watched.</param>
    internal FileHash(string path, string shown, bool hash)
    {
        _shown = shown;
        _stream = InputFile.Open(path, shown);
        Length = _stream.Length;
        _task = hash ? Task.Factory.StartNew(Run, _stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default) : null;
    }

    /// <summary>The file's length when it was opened.</summary>
    internal long Length { get; }

    /// <summary>Waits for the hash, which is null when it is not wanted.</summary>
    /// <exception cref="InputException">MLG0003: the file could not be read to its end, or has changed its length meanwhile.</exception>
    internal (string? Sha256, long Bytes) Result => _task is null ? (null, Unchanged(_stream.Length)) : _task.GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult?)_task)?.AsyncWaitHandle.WaitOne();
        _stop.Dispose();
        _stream.Dispose();
    }

    private (string? Sha256, long Bytes) Run()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var total = 0L;
        try
        {
            for (int read; !_stop.IsCancellationRequested && (read = _stream.Read(buffer)) > 0; total += read)
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        catch (IOException e)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{_shown}' cannot be read: {e.Message}", new SourceLocation(_shown), e);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), _stop.IsCancellationRequested ? total : Unchanged(total));
    }

    private long Unchanged(long length) => length == Length
        ? length
        : throw new InputException(RuleIds.InputUnreadable, $"'{_shown}' changed its length while it was read; read it when it is written.", new SourceLocation(_shown));
}
