// as-pect's own runtime has its heap where the kernels' arena would begin: the arena gets 64 MiB of its own instead.
import { rewind } from "../../assembly/memory";

rewind(<usize>memory.size() << 16);
memory.grow(1024);
