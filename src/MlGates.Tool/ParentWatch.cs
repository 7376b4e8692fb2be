using System.Diagnostics;
using MlGates.Gates;

namespace MlGates.Cli;

/// <summary>Ends this process when another one ends: a build that is killed can leave its tools running.</summary>
internal sealed class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Process? _parent;
    private readonly Timer _timer;

    public ParentWatch(int processId)
    {
        try
        {
            _parent = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            _parent = null;
        }

        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Interval);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _parent?.Dispose();
    }

    private void Look()
    {
        if (_parent is null or { HasExited: true })
        {
            Environment.Exit((int)ExitCode.InternalError);
        }
    }
}
