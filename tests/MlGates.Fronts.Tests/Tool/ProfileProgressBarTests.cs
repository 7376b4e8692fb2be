using MlGates.Cli;
using MlGates.Profiles;

namespace MlGates.Fronts.Tests.Tool;

public sealed class ProfileProgressBarTests
{
    [Fact]
    public void Bar_FirstSecond_StaysAway()
    {
        var clock = new Clock();
        using var terminal = new StringWriter();
        var bar = new ProfileProgressBar(terminal, clock, ascii: false);

        clock.Advance(0.9);
        bar.Report(new ProfileProgress(1_000, 50, 100));
        bar.Clear();

        terminal.ToString().Should().BeEmpty();
        bar.Bytes.Should().Be(50);
    }

    [Fact]
    public void Bar_LongFile_ShowsShareRowsAndTimeLeft_AndIsRemoved()
    {
        var clock = new Clock();
        using var terminal = new StringWriter();
        var bar = new ProfileProgressBar(terminal, clock, ascii: true);

        clock.Advance(2);
        bar.Report(new ProfileProgress(1_000, 50, 200));
        var line = terminal.ToString();
        line.Should().Be("\r" + new string('#', 7) + new string('.', 23) + "  25 %  1000 rows, 500 rows/s, 6 s left");

        bar.Report(new ProfileProgress(1_001, 51, 200));
        terminal.ToString().Should().Be(line, "a tenth of a second passes between two looks");

        bar.Clear();
        terminal.ToString().Should().EndWith("\r" + new string(' ', line.Length - 1) + "\r");
    }

    [Fact]
    public void Bar_ShorterLine_LeavesNothingOfTheLonger()
    {
        var clock = new Clock();
        using var terminal = new StringWriter();
        var bar = new ProfileProgressBar(terminal, clock, ascii: true);

        clock.Advance(2);
        bar.Report(new ProfileProgress(1_000, 0, null));
        clock.Advance(2);
        bar.Report(new ProfileProgress(1_001, 0, null));

        terminal.ToString().Should().Be("\r1000 rows, 500 rows/s\r1001 rows, 250 rows/s");
    }

    [Fact]
    public void Bar_NoTerminal_WritesNothing()
    {
        var clock = new Clock();
        var bar = new ProfileProgressBar(null, clock, ascii: false);

        clock.Advance(10);
        bar.Report(new ProfileProgress(1_000, 77, 100));
        bar.Clear();

        bar.Bytes.Should().Be(77);
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        internal void Advance(double seconds) => _ticks += (long)(seconds * TimeSpan.TicksPerSecond);
    }
}
