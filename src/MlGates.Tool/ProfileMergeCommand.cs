using System.CommandLine;
using MlGates.Profiles;

namespace MlGates.Cli;

/// <summary><c>mlgates profile merge</c>: the profile of several datasets from their profiles, without their rows.</summary>
internal static class ProfileMergeCommand
{
    public static Command Create(ToolContext context)
    {
        var profiles = new Argument<string[]>("PROFILE") { Arity = ArgumentArity.OneOrMore, Description = "Stored profiles (*.profile.json) with their sketches beside them, in the order of their rows" };
        var file = new Option<string?>("-o") { Description = "Writes the merged profile here", HelpName = "FILE" };
        var (sketches, top, output) = (Sketches(), CommonOptions.Top(), CommonOptions.Output("is the profile itself, as -o writes it"));
        var command = new Command("merge", "Merges stored profiles into the profile of all their rows.\n\nExample: mlgates profile merge may.profile.json june.profile.json -o summer.profile.json --sketches\n\nEach was written with 'mlgates profile DATA -o NAME.profile.json --sketches'. Data in a file that is named merge is given as ./merge.")
        {
            profiles, file, sketches, top, output,
        };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(file);
            RequireTarget(parsed.GetValue(sketches), target);
            var parts = Array.ConvertAll(parsed.GetValue(profiles)!, p => Read(p, context));
            var merged = DatasetSketch.Merge(parts);
            if (target is not null)
            {
                Write(merged, context.FullPath(target), parsed.GetValue(sketches));
            }

            ProfileCommand.Show(merged.Profile, parsed.GetValue(output)!, parsed.GetValue(top), context);
            return 0;
        });
        return command;
    }

    private static DatasetSketch Read(string path, ToolContext context) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? ProfileFile.ReadSketch(context.FullPath(path), path)
        : throw new InputException(RuleIds.Usage, $"'{path}' is no stored profile (*.profile.json); make one with 'mlgates profile {path} -o {Path.GetFileNameWithoutExtension(path)}.profile.json --sketches', or profile all files as one dataset.");

    public static Option<bool> Sketches() => new("--sketches") { Description = "With -o NAME.profile.json: writes NAME.profile.sketches too, with which the profile can be merged with others" };

    public static void RequireTarget(bool sketches, string? target)
    {
        if (sketches && target is null)
        {
            throw new InputException(RuleIds.Usage, "--sketches writes a file beside the profile; say where with -o NAME.profile.json.");
        }
    }

    public static void Write(DatasetSketch sketch, string target, bool sketches)
    {
        if (sketches)
        {
            ProfileFile.WriteSketch(sketch, target);
        }
        else
        {
            ProfileFile.Write(sketch.Profile, target);
        }
    }
}
