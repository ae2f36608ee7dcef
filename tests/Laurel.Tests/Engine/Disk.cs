using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>A child that makes purchases on a disk whose writes and syncs are recorded, and can be made to fail.</summary>
internal sealed record Disk(string File, DiskRecord Record, string Output)
{
    public const int Purchases = CrashTests.Clients * Each;
    private const int Each = 100;

    /// <param name="fail">As tests/crash/recorder.c has it; null lets nothing fail.</param>
    public static async Task<Disk> Run(string? fail = null)
    {
        var folder = Scratch.Folder().FullName;
        var (file, record) = (Path.Combine(folder, "shop.laurel"), Path.Combine(folder, "record"));
        using var child = CrashTests.Start(file, ("LD_PRELOAD", await Recorder(folder)), ("RECORD_OF", file), ("RECORD_TO", record),
            ("RECORD_FAIL", fail ?? ""), (CrashTests.PurchasesVariable, $"{Each}"));
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return new Disk(file, DiskRecord.Read(record), output);
    }

    private static async Task<string> Recorder(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.IO.File.Exists("/usr/bin/gcc"), "needs Linux and gcc");
        var source = Path.Combine(SharedFolder.Repository, "tests", "crash", "recorder.c");
        var library = Path.Combine(folder, "recorder.so");
        using var gcc = Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"]);
        await gcc.WaitForExitAsync();
        gcc.ExitCode.ShouldBe(0);
        return library;
    }
}
