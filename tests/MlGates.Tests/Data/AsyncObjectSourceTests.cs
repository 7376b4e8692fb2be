using System.Runtime.CompilerServices;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Data;

public sealed class AsyncObjectSourceTests
{
    private sealed record Row(int N, double X, string? Word, int[] Steps);

    private static Row Make(int i) => new(i, i / 8.0, i % 5 == 0 ? null : $"w{i % 13}", [i % 3, i % 7]);

    private static async IAsyncEnumerable<Row> Rows(int count, int? failAt = null, Action? ended = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                if (i == failAt)
                {
                    throw new InvalidDataException("The service hung up.");
                }

                if (i % 1000 == 0)
                {
                    // Wants to come back to the context it was called on, as code of an application does.
                    await Task.Yield();
                    cancellation.ThrowIfCancellationRequested();
                }

                yield return Make(i);
            }
        }
        finally
        {
            ended?.Invoke();
        }
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Rows_OfASequence_GiveTheSameProfileAsObjects(int threads)
    {
        var options = new ProfileOptions { Threads = threads };
        var expected = ProfileBuilder.Build(new ObjectSource<Row>(Enumerable.Range(0, 20_001).Select(Make)), options);

        var profile = ProfileBuilder.Build(new AsyncObjectSource<Row>(Rows(20_001)), options);

        ProfileFile.ToJson(profile).Should().Be(ProfileFile.ToJson(expected));
    }

    [Fact]
    public void Source_ReadTwice_EnumeratesAnew()
    {
        var ended = 0;
        var source = new AsyncObjectSource<Row>(Rows(10, ended: () => ended++), "rows");

        ColumnValues.ReadNumbers(source, "N").Values.Should().HaveCount(10);
        ColumnValues.ReadNumbers(source, "N").Values.Should().HaveCount(10);

        ended.Should().Be(2);
        source.Name.Should().Be("rows");
    }

    [Fact]
    public void Exception_OfTheSequence_SurfacesAsItIsAndTheSequenceEnds()
    {
        var ended = 0;
        var read = () => ProfileBuilder.Build(new AsyncObjectSource<Row>(Rows(20_000, failAt: 15_000, () => ended++)));

        read.Should().ThrowExactly<InvalidDataException>().WithMessage("The service hung up.");
        ended.Should().Be(1);
    }

    [Fact]
    public void Sequence_LeftBeforeItsEnd_IsDisposed()
    {
        var ended = 0;
        using (var reader = new AsyncObjectSource<Row>(Rows(20_000, ended: () => ended++)).Open())
        {
            reader.Read(reader.NewBatch()).Should().BeTrue();
        }

        ended.Should().Be(1);
    }

    [Fact]
    public void Cancellation_IsHandedToTheSequenceAndSurfaces()
    {
        using var cancel = new CancellationTokenSource();
        var source = new AsyncObjectSource<Row>(Rows(100_000), cancellation: cancel.Token);
        using var reader = source.Open();
        var batch = reader.NewBatch();
        reader.Read(batch).Should().BeTrue();
        cancel.Cancel();

        var read = () => reader.Read(batch);

        read.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancel.Token);
    }

    [Fact]
    public void NullRow_IsRefusedByItsPlace()
    {
        var read = () => ProfileBuilder.Build(new AsyncObjectSource<Row>(Rows(3).Append<Row>(null!)));

        read.Should().Throw<InputException>().WithMessage("Row 4 is null.");
    }

    [Fact]
    public void Property_OfAnotherType_IsRefusedByName()
    {
        var make = () => new AsyncObjectSource<Exception>(AsyncEnumerable.Empty<Exception>());

        make.Should().Throw<ArgumentException>().WithMessage("Property '*' of Exception is a *, which cannot be a column*");
    }

    // A context like that of a window: what is posted to it runs only when its one thread, which waits here, comes back.
    private sealed class OneThread : SynchronizationContext
    {
        internal int Posted { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Posted++;
    }

    [Fact]
    public void Reading_UnderASynchronizationContext_DoesNotWaitForItself()
    {
        var context = new OneThread();
        DatasetProfile? profile = null;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            profile = ProfileBuilder.Build(new AsyncObjectSource<Row>(Rows(20_000)), new ProfileOptions { Threads = 1 });
        })
        { IsBackground = true };
        thread.Start();

        thread.Join(TimeSpan.FromSeconds(60)).Should().BeTrue("nothing may wait for the thread that waits");
        profile!.Rows.Should().Be(20_000);
        context.Posted.Should().Be(0);
    }
}
