using MlGates.Profiles;

namespace MlGates.Fronts.Tests.Tool;

public sealed class ProfileMergeCommandTests
{
    private static ToolFolder Parts()
    {
        var folder = new ToolFolder().Write("a.csv", "x,y\n1,a\n2,b\n").Write("b.csv", "x,y\n3,a\n,b\n");
        folder.Run("profile", "a.csv", "-o", "a.profile.json", "--sketches").Should().Be(0);
        folder.Run("profile", "b.csv", "-o", "b.profile.json", "--sketches").Should().Be(0);
        return folder;
    }

    [Fact]
    public void Merge_IsTheProfileOfBothFiles()
    {
        using var folder = Parts();

        folder.Run("profile", "merge", "a.profile.json", "b.profile.json", "-o", "m.profile.json", "--sketches").Should().Be(0);
        folder.Output.Should().StartWith("a.csv and 1 more: 4 rows from 2 files, 2 columns\n");
        folder.Run("profile", "a.csv", "b.csv", "-o", "ab.profile.json", "--sketches").Should().Be(0);

        File.ReadAllText(folder["m.profile.json"]).Should().Be(File.ReadAllText(folder["ab.profile.json"]));
        File.ReadAllBytes(folder["m.profile.sketches"]).Should().Equal(File.ReadAllBytes(folder["ab.profile.sketches"]));
    }

    [Fact]
    public void Merge_OfMerged_GoesOn()
    {
        using var folder = Parts();
        folder.Run("profile", "merge", "a.profile.json", "b.profile.json", "-o", "m.profile.json", "--sketches");

        folder.Run("profile", "merge", "m.profile.json", "a.profile.json", "--output", "json").Should().Be(0);
        ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(folder.Output), "merged").Rows.Should().Be(6);
        File.Exists(folder["merged.profile.json"]).Should().BeFalse();
    }

    [Fact]
    public void Merged_ProfileIsABaseline()
    {
        using var folder = new ToolFolder().WriteTrips("a.csv", 4000, 0.6).WriteTrips("b.csv", 4000, 0.6).WriteTrips("same.csv", 5000, 0.6).WriteTrips("moved.csv", 5000, 0.8, shift: 2);
        folder.Run("profile", "a.csv", "-o", "a.profile.json", "--sketches");
        folder.Run("profile", "b.csv", "-o", "b.profile.json", "--sketches");
        folder.Run("profile", "merge", "a.profile.json", "b.profile.json", "-o", "m.profile.json").Should().Be(0);

        folder.Run("compare", "m.profile.json", "same.csv", "--measure", "jensen-shannon", "--at-most", "0.1").Should().Be(0);
        folder.Run("compare", "m.profile.json", "moved.csv", "--measure", "jensen-shannon", "--at-most", "0.1").Should().Be(1);
    }

    [Fact]
    public void Merge_WithoutSketches_SaysHowToMakeThem()
    {
        using var folder = Parts();
        folder.Run("profile", "a.csv", "-o", "plain.profile.json").Should().Be(0);

        folder.Run("profile", "merge", "plain.profile.json", "b.profile.json").Should().Be(2);
        folder.Error.Should().Be("mlgates: error MLG0003: plain.profile.json: 'plain.profile.json' has no sketches beside it ('plain.profile.sketches'), without which it cannot be merged; "
            + "make both with 'mlgates profile DATA -o plain.profile.json --sketches'.\n");
    }

    [Fact]
    public void Merge_OfAStaleSketch_IsRefused()
    {
        using var folder = Parts();
        folder.Write("a.csv", "x,y\n1,a\n").Run("profile", "a.csv", "-o", "a.profile.json").Should().Be(0);

        folder.Run("profile", "merge", "a.profile.json", "b.profile.json").Should().Be(2);
        folder.Error.Should().Contain("MLG0005").And.Contain("'a.profile.sketches' belongs to another profile than the 'a.profile.json' of today; make it again");
    }

    [Fact]
    public void Merge_OfData_SaysToProfileItFirst()
    {
        using var folder = Parts();

        folder.Run("profile", "merge", "a.csv", "b.csv").Should().Be(2);
        folder.Error.Should().Contain("MLG0001").And.Contain("'a.csv' is no stored profile (*.profile.json); make one with 'mlgates profile a.csv -o a.profile.json --sketches'");
    }

    [Fact]
    public void Merge_OfOtherColumns_NamesBoth()
    {
        using var folder = Parts();
        folder.Write("c.csv", "x\n1\n").Run("profile", "c.csv", "-o", "c.profile.json", "--sketches");

        folder.Run("profile", "merge", "a.profile.json", "c.profile.json").Should().Be(2);
        folder.Error.Should().Be("mlgates: error MLG0005: The profiles of 'a.csv' and 'c.csv' cannot be merged: column 'y' is only in the first.\n");
    }

    [Fact]
    public void Sketches_WithoutATarget_AreRefused()
    {
        using var folder = Parts();

        folder.Run("profile", "a.csv", "--sketches").Should().Be(2);
        folder.Error.Should().Contain("--sketches writes a file beside the profile; say where with -o NAME.profile.json.");
    }

    [Fact]
    public void Sketches_OfASample_AreRefusedBeforeReading()
    {
        using var folder = Parts();

        folder.Run("profile", "not-there.csv", "-o", "n.profile.json", "--sketches", "--sample", "2").Should().Be(2);
        folder.Error.Should().Be("mlgates: error MLG0001: --sketches keeps what profiles of all rows are merged from; leave it or --sample out.\n");
    }

    [Fact]
    public void Merge_OfPairs_IsTheProfileOfBothFiles()
    {
        using var folder = Parts();
        string[] pairs = ["--pair", "x*y", "--label", "y", "--sketches"];
        folder.Run(["profile", "a.csv", "-o", "a.profile.json", .. pairs]).Should().Be(0);
        folder.Run(["profile", "b.csv", "-o", "b.profile.json", .. pairs]).Should().Be(0);

        folder.Run("profile", "merge", "a.profile.json", "b.profile.json", "-o", "m.profile.json", "--sketches").Should().Be(0);
        folder.Output.Should().Contain("x * y");
        folder.Run(["profile", "a.csv", "b.csv", "-o", "ab.profile.json", .. pairs]).Should().Be(0);
        File.ReadAllText(folder["m.profile.json"]).Should().Be(File.ReadAllText(folder["ab.profile.json"]));
    }

    [Fact]
    public void StoredProfile_WithATarget_IsNotIgnored()
    {
        using var folder = Parts();

        folder.Run("profile", "a.profile.json", "-o", "copy.profile.json").Should().Be(2);
        folder.Error.Should().Contain("'a.profile.json' is a stored profile, which is only shown; -o keeps the profile of rows");
    }

    [Fact]
    public void Merge_AfterData_IsNotTakenForAFile()
    {
        using var folder = Parts();

        folder.Run("profile", "a.csv", "merge", "b.profile.json").Should().Be(2);
        folder.Error.Should().Contain("'a.csv' stands before the command 'merge', which takes what follows it; a file of that name is given as ./merge. See 'mlgates profile merge --help'.");
        folder.Write("merge", "x\n1\n").Run("profile", "./merge").Should().Be(0);
        folder.Output.Should().StartWith("merge: 1 row");
    }

    [Fact]
    public void Merge_Help_HasAnExample()
    {
        using var folder = new ToolFolder();

        folder.Run("profile", "merge", "--help").Should().Be(0);
        folder.Output.Should().Contain("Usage:\n  mlgates profile merge <PROFILE>... [options]\n").And.Contain("json is the profile itself").And.NotContain("DATA>");
        folder.Output.Should().Contain("Example: mlgates profile merge may.profile.json june.profile.json -o summer.profile.json --sketches");
        folder.Run("profile", "merge").Should().Be(2);
        folder.Error.Should().Contain("See 'mlgates profile merge --help'.");
    }
}
