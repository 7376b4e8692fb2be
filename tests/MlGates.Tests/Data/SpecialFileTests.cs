using System.Diagnostics;
using System.Runtime.Versioning;
using MlGates.Artifacts;
using MlGates.Data;
using MlGates.Plans;
using MlGates.Profiles;

namespace MlGates.Tests.Data;

/// <summary>What is no file is refused at once, in every format: opening a pipe that nobody writes into would wait for ever.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => ["rows.csv", "rows.csv.gz", "rows.parquet", "rows.arrow", "rows.jsonl", "rows"];

    private static InputException Refused(Action read)
    {
        InputException? found = null;
        // On a thread of its own, so that waiting is a failure and not the end of the run.
        var thread = new Thread(() =>
        {
            try
            {
                read();
            }
            catch (InputException e)
            {
                found = e;
            }
        })
        { IsBackground = true };
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(20)).Should().BeTrue("a pipe must not be waited for");
        return found.Should().NotBeNull().And.Subject.As<InputException>();
    }

    private string? Pipe(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var path = _folder.File(name);
        using var mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
        mkfifo.ExitCode.Should().Be(0);
        return path;
    }

    [Theory, MemberData(nameof(Names))]
    public void Pipe_AsRows_IsUnreadable(string name)
    {
        if (Pipe(name) is not { } path)
        {
            return;
        }

        var e = Refused(() => ProfileBuilder.Build(DataFile.Open(name, new DataFileOptions { Folder = _folder.Path })));

        e.Rule.Should().Be("MLG0003");
        e.Message.Should().Be($"'{name}' is a pipe or device, which can be read only once; write its content to a file.");
        File.CreateSymbolicLink(path + ".link", path);
        Refused(() => DataFile.Open(path + ".link")).Rule.Should().Be("MLG0003");
    }

    [Fact]
    public void Pipe_AsEachKindOfSource_IsUnreadable()
    {
        if (Pipe("pipe") is not { } path)
        {
            return;
        }

        foreach (var source in (DataSource[])[new CsvSource(path), new ParquetSource(path), new ArrowSource(path, [], new Dictionary<string, ColumnType>()), new JsonLinesSource(path, [])])
        {
            Refused(() => ProfileBuilder.Build(source)).Rule.Should().Be("MLG0003");
        }
    }

    [Fact]
    public void Pipe_AsPlanProfileOrModel_IsRefused()
    {
        if (Pipe("pipe") is not { } path)
        {
            return;
        }

        Refused(() => GatePlan.Read(path)).Message.Should().Be("The plan 'pipe' is a pipe or device; write it to a file.");
        Refused(() => ProfileFile.Read(path)).Rule.Should().Be("MLG0003");
        Refused(() => ModelArtifact.At(path, "pipe", [])).Message.Should().Be("'pipe' is a pipe or device; write its content to a file.");
    }

    [Theory, InlineData("/dev/null"), InlineData("/dev/zero")]
    public void Device_AsRows_IsUnreadable(string device)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Refused(() => DataFile.Open(device)).Message.Should().Contain("is a pipe or device");
    }

    [Theory, MemberData(nameof(Names))]
    public void Folder_AsRows_IsUnreadable(string name)
    {
        Directory.CreateDirectory(_folder.File(name));

        var e = Refused(() => DataFile.Open(name, new DataFileOptions { Folder = _folder.Path }));

        e.Rule.Should().Be("MLG0003");
        e.Message.Should().Be($"'{name}' is a folder; name a file in it.");
    }

    [Theory, MemberData(nameof(Names))]
    public void EmptyFile_AsRows_IsNoPipe(string name)
    {
        _folder.Write(name, "");

        Refused(() => ProfileBuilder.Build(DataFile.Open(name, new DataFileOptions { Folder = _folder.Path }))).Message.Should().NotContain("pipe");
    }

    [UnprivilegedFact, UnsupportedOSPlatform("windows")]
    public void File_WithoutPermission_IsUnreadable()
    {
        foreach (var content in (string[])["", "x\n1\n"])
        {
            var path = _folder.Write("secret.csv", content);
            File.SetUnixFileMode(path, UnixFileMode.None);
            Refused(() => DataFile.Open(path)).Rule.Should().Be("MLG0003");
        }
    }
}
