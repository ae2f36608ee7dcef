using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>Disks that fail under a real process: what was answered is in the file, and the next start finds it in order.</summary>
public sealed class DiskFaultTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    public async Task After_a_failed_sync_the_writer_ends_and_answers_no_more(int sync)
    {
        var disk = await Disk.Run($"sync {sync} 1");
        var answered = await Check(disk);
        answered.ShouldBeLessThan(Disk.Purchases);
        disk.Output.Split('\n').Count(line => line is "ended" or "stopped").ShouldBe(Disk.Purchases - answered);
        disk.Output.ShouldContain("ended");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(3000)]
    public async Task A_full_disk_fails_what_waits_and_nothing_later(int write)
    {
        var disk = await Disk.Run($"write {write} 3");
        var answered = await Check(disk);
        disk.Output.ShouldContain("stopped");
        disk.Output.ShouldNotContain("ended");
        answered.ShouldBeInRange(Disk.Purchases - 3 * CrashTests.Clients, Disk.Purchases - 1);
    }

    private static async Task<int> Check(Disk disk)
    {
        var answered = disk.Record.AnsweredBy(disk.Record.Count);
        await using var writer = await Writer.Open(disk.File);
        foreach (var purchase in answered)
            (await writer.Reader.Find(Shop.Id, Key.Purchase(new PurchaseId(purchase)))).ShouldNotBeNull();
        (await Verification.Run(writer.Reader)).Findings.ShouldBeEmpty();
        return answered.Count;
    }
}
