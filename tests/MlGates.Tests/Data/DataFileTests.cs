using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Data;

public sealed class DataFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataFileOptions Here => new() { Folder = _folder.Path };

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        _folder.Write(name, text);
    }

    private InputException Refused(params string[] paths)
    {
        var read = () => TableText.Of(DataFile.Open(paths, Here));
        return read.Should().Throw<InputException>().Which;
    }

    [Fact]
    public void Pattern_SeveralFiles_AreOneDatasetInOrderOfTheirPaths()
    {
        Write("d/b.csv", "y,x\n3,c\n");
        Write("d/a.csv", "x,y\na,1\nb,2\n");
        Write("d/deep/er/c.csv", "x,y\nd,4\n");
        Write("d/.hidden.csv", "x,y\nz,9\n");
        Write("d/other.txt", "q\n1\n");

        TableText.Of(DataFile.Open("d/*.csv", Here)).Should().Be("x|y\na|1\nb|2\nc|3\n");
        TableText.Of(DataFile.Open("d/**/*.csv", Here)).Should().Be("x|y\na|1\nb|2\nc|3\nd|4\n");
        TableText.Of(DataFile.Open(["d/b.csv", "d/a.csv"], Here)).Should().Be(TableText.Of(DataFile.Open(["d/a.csv", "d/b.csv"], Here)));
        TableText.Of(DataFile.Open("d/?.csv", Here), ColumnSelection.Matching("y")).Should().Be("y\n1\n2\n3\n");
    }

    [Fact]
    public void Pattern_SeveralFiles_ProfileAsTheirUnion()
    {
        Write("d/1.csv", "x,y\na,1\nb,2\n");
        Write("d/2.csv", "y,x\n3.0,a\n");
        Write("all.csv", "x,y\na,1\nb,2\na,3.0\n");

        var parts = ProfileBuilder.Build(DataFile.Open("d/*.csv", Here with { Name = "all" }));
        var whole = ProfileBuilder.Build(DataFile.Open("all.csv", Here with { Name = "all" }));
        ProfileFile.ToJson(parts with { Files = [] }).Should().Be(ProfileFile.ToJson(whole with { Files = [] }));
        parts.Sha256.Should().HaveLength(64).And.NotBe(whole.Sha256);
    }

    [Fact]
    public void Files_WithoutAHash_ProfileAsWithOne()
    {
        Write("d/1.csv", "x,y\na,1\nb,2\n");
        Write("d/2.csv", "y,x\n3.0,a\n");

        var hashed = ProfileBuilder.Build(DataFile.Open("d/*.csv", Here));
        var plain = ProfileBuilder.Build(DataFile.Open("d/*.csv", Here with { HashFiles = false }));

        plain.Sha256.Should().BeNull();
        plain.Files.Select(f => (f.Name, f.Bytes)).Should().Equal(hashed.Files.Select(f => (f.Name, f.Bytes)));
        ProfileFile.ToJson(plain with { Files = hashed.Files }).Should().Be(ProfileFile.ToJson(hashed));
        plain.Invoking(ProfileFile.ToJson).Should().Throw<InvalidOperationException>().WithMessage("'1.csv' was read without its hash, which a stored profile has; leave HashFile on.");
    }

    [Fact]
    public void StoredProfile_WithoutAHash_IsRefused()
    {
        Write("a.csv", "x\n1\n");
        var lines = ProfileFile.ToJson(ProfileBuilder.Build(DataFile.Open("a.csv", Here))).Split('\n');
        var read = () => ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(l => !l.Contains("sha256", StringComparison.Ordinal)))), "a.profile.json");
        read.Should().Throw<InputException>().Which.Message.Should().Contain("sha256");
    }

    [Fact]
    public void Pattern_WithoutAFile_IsUnreadable()
    {
        var e = Refused("d/*.csv");
        e.Rule.Should().Be("MLG0003");
        e.Message.Should().Be("No file matches 'd/*.csv'; check the pattern and the step that writes the files.");
    }

    [Fact]
    public void File_WhoseNameIsAPattern_IsThatFile()
    {
        Write("d/a.csv", "x\n1\n");
        Write("d/*.csv", "y\n2\n");
        TableText.Of(DataFile.Open("d/*.csv", Here)).Should().Be("y\n2\n");
    }

    [Fact]
    public void Files_SameFileTwice_IsRefused()
    {
        Write("d/a.csv", "x\n1\n");
        Write("d/b.csv", "x\n1\n");
        Refused("d/a.csv", "d/*.csv").Message.Should().Be("'d/a.csv' and 'd/a.csv' are the same file, whose rows would count twice; name it once.");
        File.CreateSymbolicLink(_folder.File("d/link.csv"), _folder.File("d/b.csv"));
        Refused("d/*.csv").Message.Should().Contain("'d/link.csv'").And.Contain("'d/b.csv'").And.Contain("twice");
    }

    [Fact]
    public void Files_OtherColumns_AreRefusedWithBothNames()
    {
        Write("d/a.csv", "x,y\n1,2\n");
        Write("d/b.csv", "x,z\n1,2\n");
        Write("d/c.csv", "x\n1\n");
        Refused("d/a.csv", "d/b.csv").Message.Should().Be("'b.csv' has a column 'z', which 'a.csv' has not; files of one dataset have the same columns.");
        var e = Refused("d/a.csv", "d/c.csv");
        e.Message.Should().Be("'c.csv' lacks the column 'y', which 'a.csv' has; files of one dataset have the same columns.");
        e.Rule.Should().Be("MLG0005");
    }

    [Fact]
    public void Files_InOneDataset_AreNamedWithoutTheFoldersTheyShare()
    {
        Write("d/e/1.csv", "x\n1\n");
        Write("d/f/2.csv", "x\n2\n");

        var profile = ProfileBuilder.Build(DataFile.Open([_folder.File("d/f/2.csv"), _folder.File("d/e/1.csv")]));

        profile.Files.Select(f => f.Name).Should().Equal("e/1.csv", "f/2.csv");
        profile.Name.Should().Be("e/1.csv and 1 more");
    }

    [Fact]
    public void Files_WrongValueInTheSecond_NamesThatFileAndItsLine()
    {
        Write("d/a.csv", "x\n1\n");
        Write("d/b.csv", "x\n1\none\n");
        var options = Here with { Csv = new CsvOptions { Types = new Dictionary<string, ColumnType> { ["x"] = ColumnType.Integer } } };
        var build = () => ProfileBuilder.Build(DataFile.Open("d/*.csv", options));
        var e = build.Should().Throw<InputException>().Which;
        e.Message.Should().Contain("'b.csv' holds 'one'");
        e.Location.Should().Be(new SourceLocation("d/b.csv", 3, 1));
    }

    [Fact]
    public void Files_RowsOfTheFirstBroken_IsThatFilesError() => Broken("d/a.csv", "d/a.csv");

    [Fact]
    public void Files_RowsOfTheSecondBroken_IsThatFilesError() => Broken("d/b.csv", "d/b.csv");

    private void Broken(string name, string expected)
    {
        Write("d/a.csv", "x,y\n1,2\n");
        Write("d/b.csv", "x,y\n1,2\n");
        Write(name, "x,y\n1,2\n3\n");
        Refused("d/*.csv").Location.Should().Be(new SourceLocation(expected, 3, 1));
    }

    [Fact]
    public void File_FeatherVersion1_IsRefused()
    {
        Write("old.feather", "FEA1\0\0\0\0");
        Refused("old.feather").Message.Should().Be("'old.feather' is a Feather file of version 1, which is not read; write it as version 2 (Arrow IPC).");
    }

    [Fact]
    public void File_Folder_IsUnreadable()
    {
        Write("d/a.csv", "x\n1\n");
        Refused("d").Rule.Should().Be("MLG0003");
        Refused("e/a.csv").Rule.Should().Be("MLG0003");
    }
}
