using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class SketchFileTests
{
    private static readonly ColumnHeader[] Headers = [new("city"), new("fare"), new("paid"), new("when")];

    private static string?[][] Rows(int from, int count, string city = "c") => [.. Enumerable.Range(from, count).Select(i => new[]
    {
        $"{city}{i % 7}",
        i % 11 == 0 ? null : (i * 0.37 % 50).ToString("R", CultureInfo.InvariantCulture),
        i % 3 == 0 ? "true" : "false",
        DateTime.UnixEpoch.AddHours(i).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
    })];

    private static DatasetSketch Sketch(int from = 0, int count = 200, ProfileOptions? options = null, ColumnHeader[]? headers = null) =>
        ProfileBuilder.BuildSketch(new BlockedSource(headers ?? Headers, Rows(from, count), 64), (options ?? new ProfileOptions()) with { Threads = 2 });

    private static (byte[] File, byte[] Profile) Store(DatasetSketch sketch)
    {
        var profile = Encoding.UTF8.GetBytes(ProfileFile.ToJson(sketch.Profile));
        return (SketchFile.ToBytes(sketch, profile), profile);
    }

    private static DatasetSketch Parse(byte[] file, byte[] profile) => SketchFile.Parse(file, profile, "a.profile.sketches", "a.profile.json");

    private static InputException Refused(byte[] file, byte[] profile) =>
        ((Action)(() => Parse(file, profile))).Should().Throw<InputException>().Which;

    [Fact]
    public void File_ThatIsRead_HasTheSameProfileAndBytes()
    {
        var sketch = Sketch(options: new ProfileOptions { Slices = [SliceBy.Parse("city*paid"), SliceBy.Parse("fare:3")], Bins = new Dictionary<string, IReadOnlyList<double>> { ["fare"] = [10.0, 20.0] }, Label = "paid", Pairs = [new("city", "fare"), new("fare", "when")] });
        var (file, profile) = Store(sketch);

        var read = Parse(file, profile);

        ProfileFile.ToJson(read.Profile).Should().Be(ProfileFile.ToJson(sketch.Profile));
        SketchFile.ToBytes(read, profile).Should().Equal(file);
        read.Profile.Pairs.Should().HaveCount(5);
        read.Profile.Find("fare")!.Numeric!.Histogram.Should().NotBeNull("the states know what the JSON does not hold");
    }

    [Fact]
    public void Files_BesideEachOther_AreWrittenAndRead()
    {
        using var folder = new TempFolder();
        var sketch = Sketch();

        ProfileFile.WriteSketch(sketch, folder.File("a.profile.json"));

        File.Exists(folder.File("a.profile.sketches")).Should().BeTrue();
        ProfileFile.ToJson(ProfileFile.ReadSketch(folder.File("a.profile.json")).Profile).Should().Be(ProfileFile.ToJson(sketch.Profile));
    }

    [Fact]
    public void Profile_WithoutSketches_SaysHowToMakeThem()
    {
        using var folder = new TempFolder();
        ProfileFile.Write(Sketch().Profile, folder.File("a.profile.json"));

        var read = () => ProfileFile.ReadSketch(folder.File("a.profile.json"), "a.profile.json");

        read.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.InputUnreadable)
            .WithMessage("'a.profile.json' has no sketches beside it ('a.profile.sketches'), *'mlgates profile DATA -o a.profile.json --sketches'.");
    }

    [Fact]
    public void File_CutAnywhere_IsRefused()
    {
        var (file, profile) = Store(Sketch(count: 40));
        for (var length = 0; length < file.Length; length += length < 200 ? 1 : 5)
        {
            Refused(file[..length], profile).Rule.Should().Be(RuleIds.InputMalformed);
        }
    }

    [Fact]
    public void File_WithAnyByteFlipped_IsRefused()
    {
        var (file, profile) = Store(Sketch(count: 40));
        for (var i = 0; i < file.Length; i += i < 200 ? 1 : 7)
        {
            file[i] ^= (byte)(1 << (i % 8));
            Refused(file, profile).Rule.Should().Be(RuleIds.InputMalformed);
            file[i] ^= (byte)(1 << (i % 8));
        }
    }

    [Fact]
    public void File_WithMoreBehind_IsRefused()
    {
        var (file, profile) = Store(Sketch(count: 40));
        Refused([.. file, 0], profile).Message.Should().Contain("is damaged");
    }

    [Fact]
    public void File_OfAnotherVersion_IsRefused()
    {
        var (file, profile) = Store(Sketch(count: 40));
        file[8] = 2;

        Refused(file, profile).Message.Should().Be(
            "'a.profile.sketches' is of version 2, this library reads 1: update the library, or make it again, together with the profile, with 'mlgates profile DATA -o a.profile.json --sketches'.");
    }

    [Fact]
    public void File_OfAnotherProfile_IsRefused()
    {
        var (file, profile) = (Store(Sketch(0)).File, Store(Sketch(1)).Profile);

        Refused(file, profile).Message.Should().StartWith("'a.profile.sketches' belongs to another profile than the 'a.profile.json' of today; make it again");
    }

    [Fact]
    public void File_WhoseLineEndsWereConverted_IsRefused()
    {
        var (file, profile) = Store(Sketch(count: 40));
        Refused([.. file[..5], .. file[6..]], profile).Message.Should().Contain("line ends were converted");
    }

    /// <summary>Contents with a right checksum that no state has: from someone who means harm, or from a bug.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Content_ThatWasTamperedWith_IsRefusedOrReadButNeverCrashes(int seed)
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("city")], Weight = seed == 2 ? "fare" : null };
        options = seed == 4 ? new ProfileOptions { Columns = ColumnSelection.Named(["city", "paid"]), Label = "paid", Statistics = [new Values()] } : options;
        var sketch = ProfileBuilder.BuildSketch(
            new BlockedSource(Headers, [.. Rows(1, seed == 3 ? 9000 : 60).Select(r => new[] { r[0], r[1] ?? "1", r[2], r[3] })], 32), options with { Threads = 1 });
        var profile = Encoding.UTF8.GetBytes(ProfileFile.ToJson(sketch.Profile));
        var body = SketchFile.Body(sketch).ToArray();
        var random = new Random(seed);
        var refused = 0;
        var tries = seed == 3 ? 400 : 4000;
        for (var i = 0; i < tries; i++)
        {
            var changed = body.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                changed[random.Next(changed.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            }

            changed = random.Next(5) == 0 ? changed[..random.Next(changed.Length)] : changed;
            try
            {
                var read = SketchFile.Parse(SketchFile.Seal(changed, SHA256.HashData(profile)), profile, "a.profile.sketches", "a.profile.json", [new Values()]);
                _ = ProfileFile.ToJson(DatasetSketch.Merge(read, sketch, read).Profile);
            }
            catch (InputException e)
            {
                e.Rule.Should().Be(RuleIds.InputMalformed);
                refused++;
            }
        }

        refused.Should().BeGreaterThan(tries / 10);
    }

    [Fact]
    public void Content_ThatClaimsMoreThanItHas_TakesNoMemory()
    {
        var profile = Store(Sketch()).Profile;
        byte[] columns = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(SketchFile.Seal(columns, SHA256.HashData(profile)), profile).Message.Should().Contain("is damaged");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000_000);
    }

    [Fact]
    public void StatisticsOfOnesOwn_ThatCanBeStored_AreReadAndMerged()
    {
        using var folder = new TempFolder();
        var options = new ProfileOptions { Statistics = [new Values()], Slices = [SliceBy.Parse("paid")] };
        ProfileFile.WriteSketch(Sketch(0, 100, options), folder.File("a.profile.json"));
        ProfileFile.WriteSketch(Sketch(100, 50, options), folder.File("b.profile.json"));

        var merged = DatasetSketch.Merge(Read("a.profile.json"), Read("b.profile.json")).Profile;

        var whole = Sketch(0, 150, options).Profile;
        merged.Find("fare")!.Custom.Should().Equal(whole.Find("fare")!.Custom).And.Equal(new Dictionary<string, double> { ["values.present"] = 136 });
        merged.Slices.Select(s => s.Columns.Single(c => c.Name == "fare").Custom["values.present"]).Should().Equal(whole.Slices.Select(s => s.Columns.Single(c => c.Name == "fare").Custom["values.present"]));

        DatasetSketch Read(string name) => ProfileFile.ReadSketch(folder.File(name), name, [new Values()]);
    }

    [Fact]
    public void StatisticsOfOnesOwn_ThatAreNotGiven_AreNamed()
    {
        var (file, profile) = Store(Sketch(options: new ProfileOptions { Statistics = [new Values()] }));

        Refused(file, profile).Should().BeEquivalentTo(new
        {
            Rule = RuleIds.InputMalformed,
            Message = "'a.profile.sketches' holds states of the statistic 'values' (ProfileOptions.Statistics), which is not among those given; it is read in code that gives ProfileFile.ReadSketch the statistic.",
        });
    }

    [Fact]
    public void StatisticsOfOnesOwn_WithoutAStoredForm_AreRefusedByNameAndStillMerge()
    {
        var options = new ProfileOptions { Statistics = [new Values(stored: false)] };
        var sketch = Sketch(options: options);

        var store = () => Store(sketch);

        store.Should().Throw<InputException>().WithMessage(
            "'blocks' was profiled with the statistic 'values' of one's own, whose state cannot be stored; override Store and Restore in its ColumnStatisticState, or profile without it.");
        DatasetSketch.Merge(sketch, sketch).Profile.Find("paid")!.Custom["values.present"].Should().Be(400);
    }

    [Fact]
    public void StatisticsOfOnesOwn_ThatRefuseTheirBytes_AreADamagedFile()
    {
        var sketch = Sketch(options: new ProfileOptions { Statistics = [new Values()], Columns = ColumnSelection.Named(["paid"]) });
        var profile = Store(sketch).Profile;
        var body = SketchFile.Body(sketch).ToArray();
        // The last state is that of the only column, its last byte the lowest of a count.
        body[^1] = 0xFF;

        var read = () => SketchFile.Parse(SketchFile.Seal(body, SHA256.HashData(profile)), profile, "a.profile.sketches", "a.profile.json", [new Values()]);

        read.Should().Throw<InputException>().WithMessage("'a.profile.sketches' is damaged: a count is negative; make it again*").Where(e => e.Rule == RuleIds.InputMalformed);
    }

    [Fact]
    public void StatisticsOfOnesOwn_OfOneName_AreRefused()
    {
        var build = () => Sketch(options: new ProfileOptions { Statistics = [new Values(), new Values()] });
        build.Should().Throw<ArgumentException>().WithMessage("Two statistics are named 'values'.*");
    }

    /// <summary>Counts values of all columns but one.</summary>
    private sealed class Values(bool stored = true) : ColumnStatistic
    {
        public override string Name => "values";

        public override ColumnStatisticState? NewState(ColumnHeader column) => column.Name == "city" ? null : new State(stored);

        private sealed class State(bool stored) : ColumnStatisticState
        {
            private long _present;

            public override void Add(ColumnBatch column) => _present += column.Count - column.MissingCount;

            public override void Merge(ColumnStatisticState later) => _present += ((State)later)._present;

            public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double> { ["present"] = _present };

            public override byte[]? Store() => stored ? BitConverter.GetBytes(_present) : null;

            public override void Restore(ReadOnlySpan<byte> stored)
            {
                _present = stored.Length == sizeof(long) ? BitConverter.ToInt64(stored) : throw new InvalidDataException("a count has another length");
                if (_present < 0)
                {
                    throw new InvalidDataException("a count is negative");
                }
            }
        }
    }
}
