using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class MissingPatternStateTests
{
    /// <summary>Adds rows given as the columns they lack.</summary>
    private static void Add(MissingPatternState state, int columns, params int[][] rows)
    {
        state.Begin(rows.Length);
        for (var c = 0; c < columns; c++)
        {
            var flags = rows.Select(r => r.Contains(c)).ToArray();
            if (flags.Contains(true))
            {
                state.Add(c, flags);
            }
        }

        state.End();
    }

    private static string Show(MissingPatternState state) =>
        string.Join(' ', state.Top(100).Select(p => $"{string.Join('+', p.Columns)}={p.Lower}{(p.Lower == p.Upper ? "" : $"..{p.Upper}")}"));

    [Fact]
    public void Patterns_OfRows_AreCountedExactly()
    {
        var state = new MissingPatternState();
        Add(state, 400, [], [1], [1, 3], [], [3], [1, 3], [0, 1, 3, 300], [], [1, 3]);

        (state.Rows, state.CompleteRows, state.IsExact).Should().Be((9, 3, true));
        Show(state).Should().Be("1+3=3 3=1 1=1 0+1+3+300=1");
        new[] { 0, 1, 2, 3, 300, 9999 }.Select(state.MissingIn).Should().Equal(1, 5, 0, 5, 1, 0);
        state.MissingInBoth(1, 3).Should().Be((4, 4));
        state.MissingInBoth(0, 300).Should().Be((1, 1));
        state.MissingInBoth(2, 3).Should().Be((0, 0));
    }

    [Fact]
    public void Patterns_AgainstATwinPerRow_AreTheSame()
    {
        var random = new Random(5);
        var state = new MissingPatternState();
        var rows = Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 12).Where(c => random.Next(c + 2) == 0).ToArray()).ToArray();
        foreach (var batch in rows.Chunk(61))
        {
            Add(state, 12, batch);
        }

        var expected = rows.Where(r => r.Length > 0).GroupBy(r => string.Join('+', r)).ToDictionary(g => g.Key, g => (long)g.Count());
        state.Top(1000).ToDictionary(p => string.Join('+', p.Columns), p => p.Lower).Should().Equal(expected);
        state.CompleteRows.Should().Be(rows.Count(r => r.Length == 0));
        for (var a = 0; a < 12; a++)
        {
            state.MissingIn(a).Should().Be(rows.Count(r => r.Contains(a)));
            for (var b = 0; b < 12; b++)
            {
                var both = rows.Count(r => r.Contains(a) && r.Contains(b));
                state.MissingInBoth(a, b).Should().Be((both, both));
            }
        }
    }

    [Fact]
    public void Patterns_BeyondTheCap_AreBounded()
    {
        var random = new Random(6);
        var state = new MissingPatternState();
        var all = new List<int[]>();
        for (var batch = 0; batch < 10; batch++)
        {
            var rows = Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? new[] { 7, 8 } : [.. Enumerable.Range(0, 40).Where(_ => random.Next(4) == 0)]).ToArray();
            all.AddRange(rows);
            Add(state, 40, rows);
        }

        state.IsExact.Should().BeFalse();
        var first = state.Top(1).Should().ContainSingle().Subject;
        first.Columns.Should().Equal(7, 8);
        var truth = all.Count(r => r is [7, 8]);
        (first.Lower <= truth && truth <= first.Upper).Should().BeTrue();
        var both = all.Count(r => r.Contains(7) && r.Contains(8));
        var (lower, upper) = state.MissingInBoth(7, 8);
        (lower <= both && both <= upper).Should().BeTrue("{0} <= {1} <= {2}", lower, both, upper);
        state.MissingIn(7).Should().Be(all.Count(r => r.Contains(7)));
    }

    [Fact]
    public void Flags_OfAnyTrueByte_CountAsMissing()
    {
        var state = new MissingPatternState();
        state.Begin(9);
        state.Add(0, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, bool>([2, 0, 1, 0, 255, 0, 0, 1, 0]));
        state.End();

        (state.MissingIn(0), state.CompleteRows).Should().Be((4, 5));
    }

    [Fact]
    public void Clear_IsNew_AndMisuseThrows()
    {
        var state = new MissingPatternState();
        Add(state, 3, [0], [1, 2]);
        state.Clear();
        (state.Rows, state.CompleteRows, state.MissingIn(0), state.Top(5).Count).Should().Be((0, 0, 0, 0));

        state.Begin(2);
        state.Invoking(s => s.Begin(2)).Should().Throw<InvalidOperationException>();
        state.Invoking(s => s.Add(0, [true])).Should().Throw<ArgumentException>();
        state.Add(4, [true, false]);
        state.Invoking(s => s.Add(4, [true, false])).Should().Throw<ArgumentException>();
    }
}
