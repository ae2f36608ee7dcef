using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Engine.Examples;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

/// <summary>The program of the sample shop, and the shop through the real writer.</summary>
public sealed class LumiereTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "samples", "lumiere", "program.yaml"));
    private static readonly SampleShopOptions Small = new() { People = 800, Days = 100, LaunchDay = 5, PurchasesAYear = 40, PassersByADay = 3 };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("laurel-lumiere-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_examples_of_its_program_come_out_as_written()
    {
        var results = await ExampleFile.Check(Text).ToListAsync(TestContext.Current.CancellationToken);
        results.SelectMany(result => result.Failures.Select(failure => $"{result.Example.Name}: {failure}")).ShouldBeEmpty();
        results.Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_engine_takes_every_purchase_and_refuses_few_rewards()
    {
        await using var writer = await Writer.Open(Path.Combine(folder.FullName, "shop.db"));
        var publish = new PublishDefinition
        {
            Id = new("publish-1"),
            At = DateTimeOffset.UnixEpoch,
            From = DateTimeOffset.UnixEpoch,
            Definition = CanonicalJson.Write(Yaml.ReadOne(Text).Document!),
        };
        var rows = new List<JournalRow>();
        foreach (var batch in new SampleShop(Small).Commands().Prepend(publish).Chunk(500))
        {
            var answers = await Task.WhenAll(batch.Select(command => writer.Submit("lumiere", command)));
            rows.AddRange(answers.Select(answer => answer.ShouldBeOfType<Answer.Decided>().Row));
        }
        var asked = rows.Where(row => row.Command is ReserveReward).ToList();
        rows.Except(asked).ShouldAllBe(row => row.IsAccepted);
        asked.Count.ShouldBeGreaterThan(100);
        asked.Count(row => !row.IsAccepted).ShouldBeLessThan(asked.Count / 20);
    }
}
