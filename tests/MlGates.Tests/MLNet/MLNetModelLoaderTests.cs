using System.IO.Compression;
using System.Text;
using MlGates.Artifacts;
using MlGates.Gates;
using MlGates.MLNet;

namespace MlGates.Tests.MLNet;

public sealed class MLNetModelLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Artifact_SavedModel_OpensWithoutNamingALoader()
    {
        var finding = Judge(TrainedModel.Save(_folder));

        finding.Outcome.Should().Be(Outcome.Passed, finding.Message);
        finding.Details["format"].Should().Be("ML.NET model (.zip)");
        finding.Details["inputs"].Should().BeEquivalentTo(new[] { "Payment: String", "Miles: Single", "Fare: Single", "Label: Boolean" });
        ((string[])finding.Details["outputs"]!).Should().Contain("Score: Single").And.Contain("PredictedLabel: Boolean");
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.01)]
    public void Artifact_TruncatedModel_FailsMLG5004(double share)
    {
        var whole = File.ReadAllBytes(TrainedModel.Save(_folder));
        var finding = Judge(_folder.Write("cut.zip", whole[..(int)(whole.Length * share)]));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ArtifactNotLoadable && f.Outcome == Outcome.Failed);
        finding.Message.Should().Contain("no complete zip archive").And.NotContain("\n");
    }

    [Fact]
    public void Artifact_PlainZip_FailsMLG5004AndSaysWhatIsMissing()
    {
        using (var archive = ZipFile.Open(_folder.File("plain.zip"), ZipArchiveMode.Create))
        {
            archive.CreateEntry("readme.txt");
        }

        Judge(_folder.File("plain.zip")).Message.Should().Contain("a zip archive without a model inside");
    }

    [Fact]
    public void Artifact_TextNamedZip_FailsMLG5004() =>
        Judge(_folder.Write("text.zip", "not a model"u8.ToArray())).Outcome.Should().Be(Outcome.Failed);

    [Fact]
    public void Artifact_DamagedPart_FailsMLG5004OnOneLine()
    {
        var path = Edit("TransformerChain/Transform_003", bytes => bytes.AsSpan(0x40, 32).Fill((byte)'?'));
        var finding = Judge(path);

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().NotContain("\n").And.Contain("does not open as ML.NET model");
    }

    [Fact]
    public void Artifact_TrainerAssemblyNotHere_FailsMLG5004AndNamesThePackage()
    {
        // The same bytes a model of another trainer package has: its own loader name and assembly.
        var path = Edit("TransformerChain/Transform_003", bytes =>
        {
            Replace(bytes, "Microsoft.ML.StandardTrainers", "Microsoft.ML.TrainersNotHere0", Encoding.Unicode);
            Replace(bytes, "Linear2CExec", "Nowhere2Exec", Encoding.ASCII);
        });

        Judge(path).Message.Should().Contain("it needs Microsoft.ML.TrainersNotHere0, which is not here: reference the package of that name");
    }

    [Fact]
    public void Artifact_ZipThatStatesTwelveGigabytes_FailsMLG5004Unopened()
    {
        using (var archive = ZipFile.Open(_folder.File("bomb.zip"), ZipArchiveMode.Create))
        {
            foreach (var part in new[] { "a/Model.key", "b/Model.key", "c/Model.key" })
            {
                using var stream = archive.CreateEntry(part).Open();
                stream.Write(new byte[100]);
            }
        }

        // The uncompressed size is the four bytes at 24 of a central directory record.
        var bytes = File.ReadAllBytes(_folder.File("bomb.zip"));
        for (var i = 0; i + 28 < bytes.Length; i++)
        {
            if (bytes.AsSpan(i, 4).SequenceEqual("PK\x01\x02"u8))
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(i + 24), 0xFFFFFFF0u);
            }
        }

        Judge(_folder.Write("bomb.zip", bytes)).Should().Match<Finding>(f => f.Outcome == Outcome.Failed && f.Message.Contains("expand to more than 8589934592 bytes"));
    }

    [Fact]
    public void Loader_ZipBytesUnderAnotherName_AreClaimed()
    {
        var path = _folder.Write("model.bin", File.ReadAllBytes(TrainedModel.Save(_folder)));
        Judge(path).Outcome.Should().Be(Outcome.Passed);
    }

    private static Finding Judge(string path)
    {
        var check = new ArtifactCheck { Id = "artifact" };
        return GateDecision.Judge(check, check.Examine(ModelArtifact.At(path))).Findings.Single();
    }

    private string Edit(string folder, Action<byte[]> edit)
    {
        var path = TrainedModel.Save(_folder);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries.Where(e => e.FullName.Replace('\\', '/').StartsWith(folder, StringComparison.Ordinal) && e.FullName.EndsWith("Model.key", StringComparison.Ordinal)).ToArray())
        {
            var name = entry.FullName;
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            var bytes = content.ToArray();
            edit(bytes);
            entry.Delete();
            using var target = archive.CreateEntry(name).Open();
            target.Write(bytes);
        }

        return path;
    }

    private static void Replace(byte[] bytes, string old, string replacement, Encoding encoding)
    {
        var at = bytes.AsSpan().IndexOf(encoding.GetBytes(old));
        if (at >= 0)
        {
            encoding.GetBytes(replacement).CopyTo(bytes, at);
        }
    }
}
