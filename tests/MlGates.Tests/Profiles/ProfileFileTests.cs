using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DatasetProfile Profile(string csv = "id,fare,paid,kind,day\n1,2.5,true,a,2024-01-01\n2,NaN,false,\"b \"\"q\"\" é\",\n3,Infinity,true,a,2024-01-02\n") =>
        ProfileBuilder.Build(new CsvSource(_folder.Write("rows.csv", csv), new CsvOptions { Missing = ["", "NA"] }));

    private static DatasetProfile Parse(string json) => ProfileFile.Parse(Encoding.UTF8.GetBytes(json), "train.profile.json");

    [Fact]
    public void ToJson_OfASmallTable_IsWhatReviewersSee()
    {
        var json = ProfileFile.ToJson(Profile("kind,n\na,1\nb,2\na,\n"));

        json.Should().StartWith("{\n  \"schemaVersion\": 1,\n  \"kind\": \"profile\",\n  \"library\": \"0.1.0\",\n");
        json.Should().EndWith("}\n");
        json.Should().Contain("""
                "kind": {
                  "type": "category",
                  "present": 3,
                  "missing": 0,
                  "distinct": 2,
                  "distinctExact": true,
                  "text": {
                    "minBytes": 1,
                    "maxBytes": 1,
                    "meanBytes": 1,
                    "minCharacters": 1,
                    "maxCharacters": 1,
                    "meanCharacters": 1,
                    "invalidUtf8": 0,
                    "empty": 0,
                    "blank": 0,
                    "padded": 0,
                    "patterns": {
                      "word": 3
                    }
                  },
                  "categories": {
                    "a": 2,
                    "b": 1
                  }
                },
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameBytes()
    {
        var json = ProfileFile.ToJson(Profile());
        ProfileFile.Write(Profile(), _folder.File("deep/train.profile.json"));

        File.ReadAllText(_folder.File("deep/train.profile.json")).Should().Be(json);
        ProfileFile.ToJson(ProfileFile.Read(_folder.File("deep/train.profile.json"))).Should().Be(json);
        Directory.GetFiles(_folder.File("deep")).Should().ContainSingle("no temporary file is left");
    }

    [Fact]
    public void Read_GivesTheNumbersBack()
    {
        var profile = Profile();
        var read = Parse(ProfileFile.ToJson(profile));

        read.Should().BeEquivalentTo(profile, o => o.Excluding(p => p.Path.EndsWith("Histogram")));
        read.Find("fare")!.Numeric!.Histogram.Should().BeNull();
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void ToJson_InAnyCulture_IsTheSame(string culture)
    {
        var expected = ProfileFile.ToJson(Profile());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            ProfileFile.ToJson(Profile()).Should().Be(expected);
            ProfileFile.ToJson(Parse(expected)).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "its schemaVersion is 2, this library reads 1; make the profile again, or update the library")]
    [InlineData("\"kind\": \"profile\"", "\"kind\": \"schema\"", "its kind is \"schema\", not \"profile\"")]
    [InlineData("\"rows\": 3", "\"rows\": 4", "column \"day\" has 2 present and 1 missing values in 4 rows")]
    [InlineData("\"rows\": 3", "\"row\": 3", "there is no \"row\" here; did you mean 'rows'")]
    [InlineData("\"a\": 2", "\"a\": 3", "the categories of column \"kind\" do not add up to its 3 present values")]
    [InlineData("\"type\": \"category\"", "\"type\": \"categry\"", "there is no type \"categry\"; did you mean 'category'?")]
    [InlineData("\"distinctExact\": true", "\"distinctExact\": 1", "\"distinctExact\" must be true or false")]
    [InlineData("\"present\": 2", "\"present\": -2", "\"present\" must be a whole number of at least 0")]
    [InlineData("\"missing\": 1", "\"missing\": 1.5", "\"missing\" must be a whole number of at least 0")]
    public void Read_ChangedByHand_IsRefusedWithItsPlace(string from, string to, string message)
    {
        var json = ProfileFile.ToJson(Profile());
        var at = json.IndexOf(from, StringComparison.Ordinal);
        at.Should().BePositive();
        json = json[..at] + to + json[(at + from.Length)..];

        var parse = () => Parse(json);

        var e = parse.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Message.Should().Be($"Not a valid profile: {message}.");
        e.Location!.Line.Should().BeGreaterThanOrEqualTo(json[..at].Count(c => c == '\n') + 1);
    }

    [Fact]
    public void Read_WrongValue_IsRefusedAtTheValue()
    {
        var parse = () => Parse("{\n  \"schemaVersion\": 2\n}");

        parse.Should().Throw<InputException>().Which.Location.Should().Be(new SourceLocation("train.profile.json", 2, 20));
    }

    [Fact]
    public void Read_AnyLineLeftOut_IsRefused()
    {
        var lines = ProfileFile.ToJson(Profile()).Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            // The input's hash and the tokens of missing values may be absent.
            if (lines[i].Contains("\"sha256\"", StringComparison.Ordinal) || lines[i].Trim() is "\"\"," or "\"NA\"")
            {
                continue;
            }

            var without = string.Join('\n', lines.Where((_, at) => at != i));
            var parse = () => Parse(without);
            parse.Should().Throw<InputException>($"line {i + 1} was left out: {lines[i]}");
        }
    }

    [Fact]
    public void Read_MissingFile_IsRefused()
    {
        ProfileFile.Write(Profile(), _folder.File("train.profile.json"));
        var read = () => ProfileFile.Read(_folder.File("train.profil.json"), "baselines/train.profil.json");

        var e = read.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputUnreadable);
        e.Message.Should().Be("'baselines/train.profil.json' does not exist; did you mean 'train.profile.json'?");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"schemaVersion\":1,\"schemaVersion\":1}")]
    [InlineData("{\"kind\":\"\\ud800\"}")]
    [InlineData("{} x")]
    public void Read_OtherJson_IsRefused(string json)
    {
        var parse = () => Parse(json);

        parse.Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InputMalformed);
    }
}
