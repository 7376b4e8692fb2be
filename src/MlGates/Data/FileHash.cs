using System.Security.Cryptography;

namespace MlGates.Data;

/// <summary>Hashes a file on a thread of its own while something else reads it out of order.</summary>
internal sealed class FileHash : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<(string Sha256, long Bytes)> _task;

    internal FileHash(string path, string shown)
    {
        var stream = InputFile.Open(path, shown);
        Length = stream.Length;
        _task = Task.Factory.StartNew(() => Run(stream, shown), _stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The file's length when it was opened.</summary>
    internal long Length { get; }

    /// <summary>Waits for the hash.</summary>
    /// <exception cref="InputException">MLG0003: the file could not be read to its end, or has changed its length meanwhile.</exception>
    internal (string Sha256, long Bytes) Result => _task.GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_task).AsyncWaitHandle.WaitOne();
        _stop.Dispose();
    }

    private (string Sha256, long Bytes) Run(FileStream stream, string shown)
    {
        using (stream)
        using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            var buffer = new byte[BufferSize];
            var total = 0L;
            try
            {
                for (int read; !_stop.IsCancellationRequested && (read = stream.Read(buffer)) > 0; total += read)
                {
                    hash.AppendData(buffer, 0, read);
                }
            }
            catch (IOException e)
            {
                throw new InputException(RuleIds.InputUnreadable, $"'{shown}' cannot be read: {e.Message}", new SourceLocation(shown), e);
            }

            return total == Length || _stop.IsCancellationRequested
                ? (Convert.ToHexStringLower(hash.GetHashAndReset()), total)
                : throw new InputException(RuleIds.InputUnreadable, $"'{shown}' changed its length while it was read; read it when it is written.", new SourceLocation(shown));
        }
    }
}
