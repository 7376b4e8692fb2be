using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class BlockPipelineTests
{
    private static readonly ColumnHeader[] Headers = [new("x"), new("y", ColumnType.Integer)];

    private static BlockedSource Rows(int count, Func<int, string> x, Func<int, string> y, int block = 100) =>
        new(Headers, [.. Enumerable.Range(0, count).Select(i => new[] { x(i), y(i) })], [.. Enumerable.Repeat(block, count / block)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Failures_OfSeveralBlocks_TheFirstRowWins(int threads)
    {
        var build = () => ProfileBuilder.Build(Rows(5000, i => $"{i}", i => i >= 1234 && i % 100 == 34 ? "one" : "1"), new ProfileOptions { Threads = threads });

        build.Should().Throw<InputException>().Which.Message.Should().Be("Column 'y' of 'blocks' holds 'one' in row 1235, which is not a whole number; correct it, or list it among the missing values.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Slices_TooManyOnlyWhenMerged_AreRefusedOnAnyThread(int threads)
    {
        var build = () => ProfileBuilder.Build(Rows(5000, i => $"{i}", _ => "1"), new ProfileOptions { Threads = threads, Slices = [SliceBy.Parse("x")] });

        build.Should().Throw<InputException>().Which.Message.Should().StartWith("'x' cuts 'blocks' into more than 1000 slices");
    }

    [Theory]
    [InlineData("new")]
    [InlineData("add")]
    [InlineData("merge")]
    public void Statistic_OfOnesOwnThatThrows_ThrowsToTheCaller(string where)
    {
        var build = () => ProfileBuilder.Build(Rows(5000, i => $"{i}", _ => "1"), new ProfileOptions { Threads = 4, Statistics = [new Throwing(where)] });

        build.Should().Throw<NotSupportedException>().WithMessage(where);
    }

    [Fact]
    public void Statistic_OfOnesOwn_IsInTheProfile()
    {
        var profile = ProfileBuilder.Build(Rows(5000, i => $"{i}", _ => "1"), new ProfileOptions { Threads = 4, Statistics = [new LongestText()] });

        profile.Find("x")!.Custom.Should().Equal(new Dictionary<string, double> { ["longest.bytes"] = 4 });
        profile.Find("y")!.Custom.Should().BeEmpty("it has no meaning there");
        ProfileFile.ToJson(profile).Should().Contain("\"longest.bytes\": 4");
    }

    private sealed class Throwing(string where) : ColumnStatistic
    {
        private int _made;

        public override string Name => "throwing";

        // The first states are made on the caller's thread.
        public override ColumnStatisticState? NewState(ColumnHeader column) =>
            where == "new" && Interlocked.Increment(ref _made) > 2 ? throw new NotSupportedException(where) : new State(where);

        private sealed class State(string where) : ColumnStatisticState
        {
            public override void Add(ColumnBatch column)
            {
                if (where == "add")
                {
                    throw new NotSupportedException(where);
                }
            }

            public override void Merge(ColumnStatisticState later)
            {
                if (where == "merge")
                {
                    throw new NotSupportedException(where);
                }
            }

            public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double>();
        }
    }

    private sealed class LongestText : ColumnStatistic
    {
        public override string Name => "longest";

        public override ColumnStatisticState? NewState(ColumnHeader column) => column.Type is null ? new State() : null;

        private sealed class State : ColumnStatisticState
        {
            private int _bytes;

            public override void Add(ColumnBatch column)
            {
                foreach (var length in column.TextLengths)
                {
                    _bytes = Math.Max(_bytes, length);
                }
            }

            public override void Merge(ColumnStatisticState later) => _bytes = Math.Max(_bytes, ((State)later)._bytes);

            public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double> { ["bytes"] = _bytes };
        }
    }
}
