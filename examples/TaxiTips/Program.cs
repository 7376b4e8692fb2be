using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaxiTips;

// TaxiTips train OUT [--trees N] [--learning-rate X] [--leaves N]
if (args is not ["train", var output, ..])
{
    Console.Error.WriteLine("usage: TaxiTips train OUT [--trees N] [--leaves N] [--learning-rate X]");
    return 2;
}

var settings = new TipModelSettings();
for (var i = 2; i + 1 < args.Length; i += 2)
{
    settings = args[i] switch
    {
        "--trees" => settings with { Trees = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
        "--leaves" => settings with { Leaves = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
        "--learning-rate" => settings with { LearningRate = double.Parse(args[i + 1], CultureInfo.InvariantCulture) },
        _ => throw new ArgumentException($"There is no option {args[i]}."),
    };
}

// What training depends on: this program and its settings. The stamp is written last, so a training that was cut short is done again.
var inputs = Convert.ToHexStringLower(SHA256.HashData([.. File.ReadAllBytes(typeof(Trip).Assembly.Location), .. Encoding.UTF8.GetBytes(settings.ToString())]));
var stamp = Path.Combine(output, "trained.stamp");
if (File.Exists(stamp) && File.ReadAllText(stamp) == inputs && TaxiMonths.Files.All(f => File.Exists(Path.Combine(output, f))))
{
    Console.WriteLine("TaxiTips: inputs unchanged, the model is kept");
    return 0;
}

Directory.CreateDirectory(output);
File.Delete(stamp);
TaxiMonths.Write(output, settings);
File.WriteAllText(stamp, inputs);
Console.WriteLine($"TaxiTips: trained {settings.Trees} trees");
return 0;
