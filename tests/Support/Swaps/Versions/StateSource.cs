namespace Strategies.Swaps.Versions;

/// <summary>
/// Writes Save and Restore: two schemas, each version writes one of them and reads both. Nothing is counted in Restore: a
/// snapshot restores too, and must give the instance that was saved.
/// </summary>
internal static class StateSource
{
    internal static string Of(VersionOptions version) => $$"""
        public override void Save(ref StateWriter writer)
                {
                    ulong seal = Seal(){{(version.Defect == VersionDefect.SpoilsTheSeal ? " ^ (_callbacks > 4_500 ? 1UL : 0UL)" : "")}};
                    if (writer.SchemaVersion == 1)
                    {
                        writer.Write(_callbacks);
                        writer.Write(_digest);
                        writer.Write(_block.Checksum);
                        writer.Write(seal);
                        writer.Write(_actions);
                        writer.Write(_timers);
                        writer.Write(_handovers);
                        writer.Write(_verified);
                        writer.Write(_block.Bytes);
                    }
                    else
                    {
                        writer.Write(_block.Bytes);
                        writer.Write(_lastPrice);
                        writer.Write((long)_verified);
                        writer.Write((long)_handovers);
                        writer.Write((long)_timers);
                        writer.Write(_actions);
                        writer.Write(seal);
                        writer.Write(_block.Checksum);
                        writer.Write(_digest);
                        writer.Write(_callbacks);
                    }
                }

                public override void Restore(ref StateReader reader)
                {
                    ulong checksum;
                    ulong seal;
                    if (reader.SchemaVersion == 1)
                    {
                        _callbacks = reader.ReadInt64();
                        _digest = reader.ReadUInt64();
                        checksum = reader.ReadUInt64();
                        seal = reader.ReadUInt64();
                        _actions = reader.ReadInt64();
                        _timers = reader.ReadInt32();
                        _handovers = reader.ReadInt32();
                        _verified = reader.ReadInt32();
                        reader.ReadBytes().CopyTo(_block.Bytes);
                        _lastPrice = 0;
                    }
                    else if (reader.SchemaVersion == 2)
                    {
                        reader.ReadBytes().CopyTo(_block.Bytes);
                        _lastPrice = reader.ReadInt64();
                        _verified = (int)reader.ReadInt64();
                        _handovers = (int)reader.ReadInt64();
                        _timers = (int)reader.ReadInt64();
                        _actions = reader.ReadInt64();
                        seal = reader.ReadUInt64();
                        checksum = reader.ReadUInt64();
                        _digest = reader.ReadUInt64();
                        _callbacks = reader.ReadInt64();
                    }
                    else
                    {
                        throw new StateSchemaException("schemas 1 and 2 are known");
                    }

                    _block.BeginCheck(checksum);
                    if (seal != Seal())
                    {
                        throw new StateSchemaException("the seal of the state is broken");
                    }
                }

                private ulong Seal()
                {
                    ulong seal = _mixer.Mix((ulong)_callbacks ^ _digest);
                    seal = _mixer.Mix(seal ^ _block.Checksum);
                    seal = _mixer.Mix(seal ^ (ulong)_actions);
                    seal = _mixer.Mix(seal ^ (ulong)(uint)_timers);
                    return _mixer.Mix(seal ^ ((ulong)(uint)_handovers << 32) ^ (ulong)(uint)_verified);
                }
        """;
}
